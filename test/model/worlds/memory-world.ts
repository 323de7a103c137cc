import { createHash } from 'node:crypto';
import { objectKinds } from '../../../contracts/objects/values.ts';
import type { ObjectKind, Row } from '../../../contracts/objects/values.ts';
import type { CaseManagementTarget } from '../../../contracts/ports/case-management-target.ts';
import type { InMemorySystem, StoredRecord } from '../../../plugins/in-memory/system.ts';
import { LineWorld } from '../../support/line-world.ts';
import type { DumpedRecord, PeopleAtWork, TargetDump, World } from '../world.ts';
import { worldOverLine } from './line.ts';

export interface MemoryWorldOptions {
  readonly keyFields?: boolean;
  readonly wrapTarget?: (target: CaseManagementTarget) => CaseManagementTarget;
}

/** Memory stores and the in-memory target. */
export async function makeMemoryWorld({ keyFields = true, wrapTarget }: MemoryWorldOptions = {}): Promise<World> {
  const line = new LineWorld({ keyFields });
  await line.open({ matterDocumentSync: false, matterNoteSync: false, matterRelationshipSync: false });
  return worldOverLine(line, {
    person: new PeopleInMemory(line.system),
    target: async () => dumpOf(line.system),
    // This system has no `format` of its own to show, and fills in nothing.
    fillsIn: [],
    generousLookUp: false,
    tellsAbsence: true,
    close: async () => {},
    ...(wrapTarget && { wrapTarget }),
  });
}

function dumpOf(system: InMemorySystem): TargetDump {
  return Object.fromEntries(objectKinds.map((kind) => [kind, system.ofKind(kind).map(dumpRecord)])) as Record<
    ObjectKind,
    DumpedRecord[]
  >;
}

function dumpRecord(record: StoredRecord): DumpedRecord {
  const fields = Object.entries(record.fields).filter(
    ([field, value]) => typeof value === 'string' && value !== '' && field !== 'format',
  );
  const rows = Object.entries(record.rows).map(([field, list]) => [
    field,
    list.map(({ id, label = '', parts }) => ({ id, label, parts })),
  ]);
  const { document, witness } = record;
  return {
    ref: record.ref,
    fields: Object.fromEntries(fields) as Record<string, string>,
    rows: Object.fromEntries(rows) as DumpedRecord['rows'],
    // Notes, ties and files carry keys that the rules never ask about.
    ...(witness !== undefined && { key: witness }),
    trashed: record.trashed,
    versions: document
      ? {
          count: document.versions,
          latest: createHash('sha256').update(document.bytes).digest('hex'),
          whole: document.uploaded,
        }
      : { count: 0, latest: undefined, whole: true },
  };
}

/** What the people of the firm do in the in-memory system. */
class PeopleInMemory implements PeopleAtWork {
  private readonly system: InMemorySystem;

  constructor(system: InMemorySystem) {
    this.system = system;
  }

  async addContact(
    fields: Readonly<Record<string, string>>,
    rows: Readonly<Record<string, readonly Row[]>>,
  ): Promise<string> {
    return this.system.insert('contact', { ...fields }, { ...rows }).ref;
  }

  async addMatter(client: string, title: string): Promise<string> {
    return this.system.insert('matter', { client, title, status: 'pending' }).ref;
  }

  async addNote(
    matter: string,
    note: { readonly subject: string; readonly body: string; readonly date: string },
  ): Promise<string> {
    return this.system.insert('note', { matter, ...note, format: 'text' }).ref;
  }

  async edit(_kind: ObjectKind, ref: string, field: string, value: string | null): Promise<void> {
    this.system.edit(ref, (record) => void (record.fields[field] = value));
  }

  async addRow(contact: string, field: string, row: Row): Promise<void> {
    this.editRows(contact, field, (rows) => [...rows, this.system.row(row)]);
  }

  async changeRow(contact: string, field: string, rowId: string, row: Row): Promise<void> {
    this.editRows(contact, field, (rows) => rows.map((one) => (one.id === rowId ? { ...row, id: rowId } : one)));
  }

  async removeRow(contact: string, field: string, rowId: string): Promise<void> {
    this.editRows(contact, field, (rows) => rows.filter((one) => one.id !== rowId));
  }

  private editRows(
    contact: string,
    field: string,
    change: (rows: StoredRecord['rows'][string]) => StoredRecord['rows'][string],
  ): void {
    this.system.edit(contact, (record) => void (record.rows[field] = change(record.rows[field] ?? [])));
  }

  async remove(kind: ObjectKind, ref: string): Promise<void> {
    if (kind === 'contact')
      for (const tie of this.system.ofKind('relationship')) if (tie.fields.contact === ref) this.system.delete(tie.ref);
    this.system.delete(ref);
  }

  async mergeContacts(from: string, into: string): Promise<void> {
    this.system.merge(into, from);
  }

  async addVersion(ref: string, bytes: string): Promise<void> {
    const content = Buffer.from(bytes);
    this.system.edit(ref, (record) => {
      const versions = (record.document?.versions ?? 0) + 1;
      record.document = {
        version: this.system.nextVersion(),
        uploaded: true,
        size: content.byteLength,
        bytes: content,
        versions,
      };
    });
  }

  async trash(ref: string): Promise<void> {
    this.system.edit(ref, (record) => void (record.trashed = true));
  }
}
