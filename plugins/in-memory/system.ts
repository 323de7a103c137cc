import type { FieldOption } from '../../contracts/mappings.ts';
import type { StoredDocument, TargetRecord } from '../../contracts/objects/target.ts';
import type { ObjectKind, Row, TargetRef, TargetRow } from '../../contracts/objects/values.ts';
import type { FieldPath, FieldValue } from '../../contracts/objects/values.ts';

/** A record as this system keeps it. */
export interface StoredRecord {
  ref: TargetRef;
  kind: ObjectKind;
  revision: number;
  fields: Record<FieldPath, FieldValue>;
  rows: Record<FieldPath, TargetRow[]>;
  witness?: string;
  createdAt: string;
  trashed: boolean;
  document?: StoredDocument & { bytes: Uint8Array; versions: number };
}

/** What is done to the answer of a request, for those who must see how a lost one is dealt with. */
export type Fault = 'lost-before' | 'lost-after' | 'refused';

/**
 * A whole case-management system in memory: the account behind the smallest plugin, and the double that tests watch.
 * It is as strict as the real ones: revisions, row ids, no idempotency, no refusal of duplicates.
 */
export class InMemorySystem {
  readonly now: () => number;
  readonly records = new Map<TargetRef, StoredRecord>();
  readonly users: FieldOption[] = [{ id: 'u1', label: 'Ada Hollis', email: 'ada@hollis.test' }];
  readonly practiceAreas: FieldOption[] = [
    { id: 'p1', label: 'Estate Planning' },
    { id: 'p2', label: 'Family Law' },
  ];
  /** Values that the account refuses, as real ones refuse what their rules forbid. */
  refuses: (values: readonly unknown[]) => boolean = () => false;
  /** Asked before every write; a returned fault happens to it. */
  fault: (request: {
    readonly kind: ObjectKind;
    readonly action: 'create' | 'update' | 'upload';
    readonly ref?: TargetRef;
  }) => Fault | undefined = () => undefined;
  private serial = 0;

  constructor(now: () => number) {
    this.now = now;
  }

  insert(
    kind: ObjectKind,
    fields: Record<FieldPath, FieldValue>,
    rows: Record<FieldPath, readonly Row[]> = {},
  ): StoredRecord {
    const ref = String(++this.serial).padStart(6, '0');
    const stored: StoredRecord = {
      ref,
      kind,
      revision: 1,
      fields: { ...fields },
      rows: {},
      createdAt: new Date(this.now()).toISOString(),
      trashed: false,
    };
    for (const [path, list] of Object.entries(rows)) stored.rows[path] = list.map((row) => this.row(row));
    this.records.set(ref, stored);
    return stored;
  }

  row(row: Row): TargetRow {
    return { id: `r${++this.serial}`, ...(row.label !== undefined && { label: row.label }), parts: { ...row.parts } };
  }

  nextVersion(): string {
    return `v${++this.serial}`;
  }

  ofKind(kind: ObjectKind): StoredRecord[] {
    return [...this.records.values()]
      .filter((record) => record.kind === kind)
      .toSorted((a, b) => (a.ref < b.ref ? -1 : 1));
  }

  /** What somebody of the firm does by hand. */
  edit(ref: TargetRef, change: (record: StoredRecord) => void): void {
    const record = this.records.get(ref);
    if (!record) throw new Error(`There is no record ${ref}.`);
    change(record);
    record.revision += 1;
  }

  delete(ref: TargetRef): void {
    const record = this.records.get(ref);
    this.records.delete(ref);
    if (record?.kind !== 'matter') return;
    for (const other of this.records.values()) if (other.fields.matter === ref) this.records.delete(other.ref);
  }

  /** Two contacts become one: matters and ties move to the one that is kept. */
  merge(keep: TargetRef, gone: TargetRef): void {
    for (const record of this.records.values()) {
      for (const path of ['client', 'contact', 'company']) {
        if (record.fields[path] === gone) this.edit(record.ref, (one) => void (one.fields[path] = keep));
      }
    }
    this.records.delete(gone);
  }
}

/** The record as a plugin hands it out: a copy, so that nobody writes to the system by accident. */
export function recordOf(stored: StoredRecord): TargetRecord {
  const { ref, revision, fields, rows, witness, createdAt, trashed, document } = structuredClone(stored);
  return {
    ref,
    revision: String(revision),
    fields,
    rows,
    ...(witness !== undefined && { witness }),
    createdAt,
    trashed,
    url: `memory:${ref}`,
    summary: summaryOf(stored),
    ...(document && {
      document: {
        version: document.version,
        uploaded: document.uploaded,
        ...(document.size !== undefined && { size: document.size }),
      },
    }),
  };
}

function summaryOf({ kind, fields, ref }: StoredRecord): string {
  const name = [fields.first_name, fields.last_name, fields.name, fields.title, fields.label, fields.subject].filter(
    (part) => typeof part === 'string',
  );
  return `${kind} ${ref}: ${name.join(' ')}`;
}
