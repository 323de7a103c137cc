import type { Draft, Patch, RowStep, TargetRecord } from '../../contracts/objects/target.ts';
import type { FieldPath, FieldValue, ObjectKind, Row, TargetRef } from '../../contracts/objects/values.ts';
import type { WriteOutcome } from '../../contracts/outcomes.ts';
import type { CreateOptions, LocateQuery, ObjectSyncer, Prepared } from '../../contracts/ports/object-syncer.ts';
import type { InMemorySystem, StoredRecord } from './system.ts';
import { recordOf } from './system.ts';

/** The field by which a record belongs to its owner. */
const ownerField: Readonly<Record<ObjectKind, FieldPath>> = {
  contact: 'company',
  matter: 'client',
  relationship: 'matter',
  note: 'matter',
  document: 'matter',
};

/** How often the account was asked; the session's meter counts real requests, this system has none. */
export type Count = (method: 'GET' | 'POST' | 'PATCH') => void;

export class InMemorySyncer implements ObjectSyncer {
  readonly kind: ObjectKind;
  protected readonly system: InMemorySystem;
  protected readonly count: Count;

  constructor(kind: ObjectKind, system: InMemorySystem, count: Count) {
    this.kind = kind;
    this.system = system;
    this.count = count;
  }

  prepare(draft: Draft): Prepared {
    const fields: Record<FieldPath, FieldValue> = {};
    for (const [path, value] of Object.entries(draft.fields))
      fields[path] = typeof value === 'string' ? value.trim() : value;
    return { draft: { fields, rows: draft.rows }, notices: [] };
  }

  async locate(query: LocateQuery): Promise<readonly TargetRecord[]> {
    this.count('GET');
    const all = this.system
      .ofKind(this.kind)
      .filter((record) => !('excluding' in query && query.excluding.has(record.ref)));
    if (query.by === 'likeness') return alike(all, query.draft).map(recordOf);
    return all.filter((record) => this.answers(record, query)).map(recordOf);
  }

  private answers(record: StoredRecord, query: LocateQuery): boolean {
    if (query.by === 'witness') return record.witness === query.witness;
    if (query.by === 'owner') return record.fields[ownerField[this.kind]] === query.owner;
    if (query.by === 'natural')
      return record.createdAt >= query.notBefore && this.differences(query.draft, recordOf(record)).length === 0;
    return false;
  }

  async read(refs: readonly TargetRef[]): Promise<ReadonlyMap<TargetRef, TargetRecord>> {
    this.count('GET');
    const found = new Map<TargetRef, TargetRecord>();
    for (const ref of refs) {
      const record = this.system.records.get(ref);
      if (record?.kind === this.kind) found.set(ref, recordOf(record));
    }
    return found;
  }

  async create(draft: Draft, options: CreateOptions): Promise<WriteOutcome> {
    this.count('POST');
    const fault = this.system.fault({ kind: this.kind, action: 'create' });
    if (fault === 'refused' || this.refuses(draft)) return refused();
    if (fault === 'lost-before') return this.lost();
    const dangling = this.dangling(draft);
    if (dangling) return dangling;
    const stored = this.system.insert(this.kind, draft.fields, draft.rows);
    if (options.witness !== undefined) stored.witness = options.witness;
    return fault === 'lost-after' ? this.lost() : { kind: 'applied', record: recordOf(stored) };
  }

  async update(read: TargetRecord, patch: Patch): Promise<WriteOutcome> {
    this.count('PATCH');
    const stored = this.system.records.get(read.ref);
    if (!stored) return { kind: 'rejected', reason: { code: 'absent', message: 'The record is gone.', fields: [] } };
    if (String(stored.revision) !== read.revision)
      return { kind: 'rejected', reason: { code: 'stale', message: 'The record has changed.', fields: [] } };
    const fault = this.system.fault({ kind: this.kind, action: 'update', ref: read.ref });
    if (fault === 'refused' || this.refuses(patch)) return refused();
    if (fault === 'lost-before') return this.lost();
    const dangling = this.dangling(patch);
    if (dangling) return dangling;
    this.system.edit(read.ref, (record) => this.apply(record, patch));
    return fault === 'lost-after' ? this.lost() : { kind: 'applied', record: recordOf(stored) };
  }

  /** A record that names one which is gone is not taken. */
  private dangling({ fields }: Pick<Draft, 'fields'>): WriteOutcome | undefined {
    const path = ['matter', 'client', 'contact'].find(
      (one) => typeof fields[one] === 'string' && !this.system.records.has(fields[one]),
    );
    return path === undefined
      ? undefined
      : { kind: 'rejected', reason: { code: 'absent', message: `The ${path} is gone.`, fields: [path] } };
  }

  private refuses({ fields, rows }: Draft | Patch): boolean {
    const lists: readonly (readonly (Row | RowStep)[])[] = Object.values(rows);
    const parts = lists
      .flat()
      .flatMap((entry) => ('parts' in entry ? [entry.parts] : 'row' in entry ? [entry.row.parts] : []));
    return this.system.refuses([...Object.values(fields), ...parts.flatMap((one) => Object.values(one))]);
  }

  private apply(record: StoredRecord, patch: Patch): void {
    Object.assign(record.fields, patch.fields);
    if (patch.witness !== undefined) record.witness = patch.witness;
    for (const [path, steps] of Object.entries(patch.rows)) {
      for (const step of steps) record.rows[path] = this.step(record.rows[path] ?? [], step);
    }
  }

  private step(rows: StoredRecord['rows'][string], step: RowStep): StoredRecord['rows'][string] {
    if (step.step === 'add') return [...rows, this.system.row(step.row)];
    if (step.step === 'remove') return rows.filter((row) => row.id !== step.id);
    return rows.map((row) => (row.id === step.id ? { ...step.row, id: step.id } : row));
  }

  differences(desired: Draft, actual: TargetRecord): readonly FieldPath[] {
    const fields = Object.entries(desired.fields).filter(
      ([path, value]) => (value ?? null) !== (actual.fields[path] ?? null),
    );
    const rows = Object.entries(desired.rows).filter(([path, list]) =>
      list.some((row) => !actual.rows[path]?.some((now) => sameRow(row, now))),
    );
    return [...fields, ...rows].map(([path]) => path);
  }

  protected lost(): WriteOutcome {
    return { kind: 'unknown', lostAt: new Date(this.system.now()).toISOString(), reason: 'The answer was lost.' };
  }
}

function refused(): WriteOutcome {
  return { kind: 'rejected', reason: { code: 'invalid', message: 'A value is not accepted.', fields: [] } };
}

function sameRow(row: Row, now: Row): boolean {
  const parts = new Set([...Object.keys(row.parts), ...Object.keys(now.parts)]);
  return (row.label ?? '') === (now.label ?? '') && [...parts].every((part) => row.parts[part] === now.parts[part]);
}

/** By each e-mail, and where that finds nobody, by name. */
function alike(records: readonly StoredRecord[], draft: Draft): StoredRecord[] {
  const wanted = new Set(emailsOf(draft.rows.emails));
  const byEmail = records.filter((record) => emailsOf(record.rows.emails).some((email) => wanted.has(email)));
  const name = nameOf(draft.fields);
  return byEmail.length > 0 ? byEmail : records.filter((record) => name !== '' && nameOf(record.fields) === name);
}

function emailsOf(rows: readonly Row[] = []): string[] {
  return rows.flatMap((row) => row.parts.address?.toLowerCase() ?? []);
}

function nameOf(fields: Readonly<Record<FieldPath, FieldValue>>): string {
  const parts = [fields.first_name, fields.last_name, fields.name].filter((part) => typeof part === 'string');
  return parts
    .join(' ')
    .normalize('NFKD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();
}
