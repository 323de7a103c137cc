import { withParts } from '../../contracts/conformance/index.ts';
import type { Draft, Patch, TargetRecord } from '../../contracts/objects/target.ts';
import type { FieldPath } from '../../contracts/objects/values.ts';
import type { WriteOutcome } from '../../contracts/outcomes.ts';
import type { CaseManagementTarget } from '../../contracts/ports/case-management-target.ts';
import type { DocumentSyncer } from '../../contracts/ports/document-syncer.ts';
import type { LocateQuery, ObjectSyncer } from '../../contracts/ports/object-syncer.ts';
import type { InMemorySystem } from './system.ts';

/** A mistake that an author could make, and the checks that must notice it, by the beginning of their names. */
export interface Saboteur {
  readonly name: string;
  readonly caughtBy: string;
  readonly wrap: (target: CaseManagementTarget, system: InMemorySystem) => CaseManagementTarget;
}

type Kind = 'contacts' | 'matters' | 'notes' | 'relationships';
type Change<Syncer> = (original: Syncer, system: InMemorySystem) => Partial<Syncer>;

const inSyncer = (caughtBy: string, name: string, kind: Kind, change: Change<ObjectSyncer>): Saboteur => ({
  name,
  caughtBy,
  wrap: (target, system) => withParts(target, { [kind]: withParts(target[kind], change(target[kind], system)) }),
});

const inDocuments = (caughtBy: string, name: string, change: Change<DocumentSyncer>): Saboteur => ({
  name,
  caughtBy,
  wrap: (target, system) => withParts(target, { documents: withParts(target.documents, change(target.documents, system)) }),
});

const inTarget = (caughtBy: string, name: string, change: Change<CaseManagementTarget>): Saboteur => ({
  name,
  caughtBy,
  wrap: (target, system) => withParts(target, change(target, system)),
});

const rejected = (message: string): WriteOutcome => ({ kind: 'rejected', reason: { code: 'invalid', message, fields: [] } });
const changeFields = (draft: Draft, change: (fields: Draft['fields']) => Draft['fields']): Draft => ({ ...draft, fields: change(draft.fields) });
const cut = (fields: Draft['fields'], path: FieldPath): Draft['fields'] => ({ ...fields, [path]: String(fields[path] ?? '').split('\n')[0] ?? '' });

const records: readonly Saboteur[] = [
  inSyncer('records: every field of a contact that differs', 'finds no difference, ever', 'contacts', () => ({ differences: () => [] })),
  inSyncer('records: a note that was created', 'stores the first line of a note', 'notes', (own) => ({
    create: (draft, options) => own.create(changeFields(draft, (fields) => cut(fields, 'body')), options),
    differences: (desired, actual) => own.differences(changeFields(desired, (fields) => cut(fields, 'body')), actual),
  })),
  inSyncer('records: a contact holds each awkward text', 'stores names in ASCII and reads them back from its own memory', 'contacts', (own) => {
    const remembered = new Map<string, TargetRecord>();
    return {
      create: async (draft, options) => {
        const plain = (value: unknown) => (typeof value === 'string' ? value.replace(/[^ -~]/g, '?') : value) as string;
        const outcome = await own.create(changeFields(draft, (fields) => Object.fromEntries(Object.entries(fields).map(([path, value]) => [path, plain(value)]))), options);
        if (outcome.kind !== 'applied') return outcome;
        const record = { ...outcome.record, fields: draft.fields };
        remembered.set(record.ref, record);
        return { kind: 'applied', record };
      },
      read: async (refs) => new Map([...(await own.read(refs))].map(([ref, record]) => [ref, remembered.get(ref) ?? record])),
    };
  }),
  inSyncer('records: a matter holds each awkward text', 'answers a create with what it sent', 'matters', (own) => ({
    create: async (draft, options) => {
      const outcome = await own.create(draft, options);
      return outcome.kind === 'applied' ? { kind: 'applied', record: { ref: outcome.record.ref, fields: draft.fields, rows: {}, summary: '' } } : outcome;
    },
  })),
  inSyncer('records: two equal creates of a relationship', 'folds an equal create into the record that is there', 'relationships', (own, system) => ({
    create: async (draft, options) => {
      const twin = system.ofKind('relationship').find(({ fields }) => JSON.stringify(fields) === JSON.stringify(draft.fields));
      const record = twin && (await own.read([twin.ref])).get(twin.ref);
      return record ? { kind: 'applied', record } : own.create(draft, options);
    },
  })),
  inSyncer('records: many of kind note', 'reads one record a request', 'notes', (own) => ({
    read: async (refs) => {
      const found = new Map<string, TargetRecord>();
      for (const ref of refs) for (const [one, record] of await own.read([ref])) found.set(one, record);
      return found;
    },
  })),
  inSyncer('records: many of kind contact', 'shows what is gone as blank', 'contacts', (own) => ({
    read: async (refs) => {
      const found = await own.read(refs);
      return new Map(refs.map((ref) => [ref, found.get(ref) ?? { ref, fields: {}, rows: {}, summary: '' }]));
    },
  })),
  inSyncer('records: a contact that was created', 'leaves phone numbers out in silence', 'contacts', (own) => ({
    prepare: (draft) => {
      const { phones: _phones, ...rows } = draft.rows;
      return own.prepare({ ...draft, rows });
    },
  })),
  inSyncer('records: a matter that was created', 'prepares what is prepared once more', 'matters', (own) => ({
    prepare: (draft) => own.prepare(changeFields(draft, (fields) => ({ ...fields, title: `${String(fields.title)} (client)` }))),
  })),
  inSyncer('records: a contact holds each awkward text', 'asks the account while it prepares', 'contacts', (own) => ({
    prepare: (draft) => {
      void own.read([]);
      return own.prepare(draft);
    },
  })),
];

const withoutRemovals = (patch: Patch): Patch => ({
  ...patch,
  rows: Object.fromEntries(Object.entries(patch.rows).map(([path, steps]) => [path, steps.filter(({ step }) => step !== 'remove')])),
});
const appending = (patch: Patch): Patch => ({
  ...patch,
  rows: Object.fromEntries(
    Object.entries(patch.rows).map(([path, steps]) => [path, steps.map((one) => (one.step === 'change' ? { step: 'add' as const, row: one.row } : one))]),
  ),
});

const updates: readonly Saboteur[] = [
  inSyncer('updates: an update of a contact touches only', 'writes fields that nobody named', 'contacts', (own) => ({
    update: (read, patch) => own.update(read, { ...patch, fields: { middle_name: 'M.', ...patch.fields } }),
  })),
  inSyncer('updates: a stale update of a note', 'overwrites whatever changed since it was read', 'notes', (own) => ({
    update: async (read, patch) => own.update((await own.read([read.ref])).get(read.ref) ?? read, patch),
  })),
  inSyncer('updates: an update of a matter that is gone', 'makes a new record where the old one is gone', 'matters', (own) => ({
    update: async (read, patch) => {
      const gone = !(await own.read([read.ref])).has(read.ref);
      return gone ? own.create({ fields: { ...read.fields, ...patch.fields }, rows: read.rows }, {}) : own.update(read, patch);
    },
  })),
  inSyncer('updates: a field is cleared', 'takes blank for untouched', 'contacts', (own) => ({
    update: (read, patch) => own.update(read, { ...patch, fields: Object.fromEntries(Object.entries(patch.fields).filter(([, value]) => value !== null)) }),
  })),
  inSyncer('rows: a row of emails is changed', 'appends a row in place of changing it', 'contacts', (own) => ({ update: (read, patch) => own.update(read, appending(patch)) })),
  inSyncer('rows: a row of phones is removed', 'removes no row', 'contacts', (own) => ({ update: (read, patch) => own.update(read, withoutRemovals(patch)) })),
  inSyncer('rows: a row is added to addresses', 'gives rows new ids at each write', 'contacts', (own, system) => ({
    update: async (read, patch) => {
      const outcome = await own.update(read, patch);
      if (outcome.kind !== 'applied') return outcome;
      system.edit(read.ref, (record) => void (record.rows = Object.fromEntries(Object.entries(record.rows).map(([path, rows]) => [path, rows.map((row) => system.row(row))]))));
      return { kind: 'applied', record: (await own.read([read.ref])).get(read.ref) ?? outcome.record };
    },
  })),
];

const spoken = (query: LocateQuery, excluding: ReadonlySet<string>): LocateQuery => ('excluding' in query ? { ...query, excluding } : query);

const creates: readonly Saboteur[] = [
  inSyncer('create once: a created contact is found again', 'looks for a part of the key', 'contacts', (own, system) => ({
    locate: async (query) => {
      if (query.by !== 'witness') return own.locate(query);
      const hits = system.ofKind('contact').filter(({ ref, witness }) => witness?.includes(query.witness) && !query.excluding.has(ref));
      return [...(await own.read(hits.map(({ ref }) => ref))).values()];
    },
  })),
  inSyncer('create once: a matter whose create lost its answer', 'creates without our key', 'matters', (own) => ({ create: (draft) => own.create(draft, {}) })),
  inSyncer('create once: equal candidates of kind note', 'returns what is spoken for', 'notes', (own) => ({ locate: (query) => own.locate(spoken(query, new Set())) })),
  inSyncer('create once: everything of kind relationship', 'lists the newest first', 'relationships', (own) => ({ locate: async (query) => (await own.locate(query)).toReversed() })),
  inSyncer('create once: an equal note from before', 'takes an old equal note for the new one', 'notes', (own) => ({
    locate: (query) => own.locate(query.by === 'natural' ? { ...query, notBefore: '1970-01-01T00:00:00.000Z' } : query),
  })),
  inSyncer('create once: a created note is found again', 'knows a note by its matter alone', 'notes', (own) => ({
    locate: (query) => own.locate(query.by === 'natural' ? { ...query, draft: { fields: { matter: query.draft.fields.matter ?? null }, rows: {} } } : query),
  })),
  inSyncer('create once: a contact whose create lost its answer', 'finds only what it remembers to have made', 'contacts', (own) => {
    const made = new Set<string>();
    return {
      create: async (draft, options) => {
        const outcome = await own.create(draft, options);
        if (outcome.kind === 'applied') made.add(outcome.record.ref);
        return outcome;
      },
      locate: async (query) => (await own.locate(query)).filter(({ ref }) => made.has(ref)),
    };
  }),
  inSyncer('create once, without key fields: a contact whose create lost its answer', 'looks for nothing where there is no key', 'contacts', (own) => ({
    locate: async (query) => (query.by === 'natural' ? [] : own.locate(query)),
  })),
  inSyncer('create once: our key is put on a contact', 'puts no key on a record that has none', 'contacts', (own) => ({
    update: (read, { fields, rows }) => own.update(read, { fields, rows }),
  })),
  inSyncer('likeness of contacts: the second e-mail', 'looks up the first e-mail only', 'contacts', (own) => ({
    locate: (query) => own.locate(query.by === 'likeness' ? { ...query, draft: { ...query.draft, rows: { emails: (query.draft.rows.emails ?? []).slice(0, 1) } } } : query),
  })),
  inSyncer('likeness of contacts: a name is found', 'looks nobody up by name', 'contacts', (own) => ({
    locate: async (query) => (query.by === 'likeness' && !query.draft.rows.emails?.length ? [] : own.locate(query)),
  })),
  inSyncer('likeness of contacts: nobody is found', 'finds everybody alike', 'contacts', (own, system) => ({
    locate: async (query) => (query.by === 'likeness' ? [...(await own.read(system.ofKind('contact').map(({ ref }) => ref))).values()] : own.locate(query)),
  })),
];

const outcomes: readonly Saboteur[] = [
  inSyncer('outcomes: a create of a contact that meets reset-after', 'sends a lost create again', 'contacts', (own) => ({
    create: async (draft, options) => {
      const outcome = await own.create(draft, options);
      return outcome.kind === 'unknown' ? own.create(draft, options) : outcome;
    },
  })),
  inSyncer('outcomes: a create of a note that meets reset-after', 'throws where an answer was lost', 'notes', (own) => ({
    create: async (draft, options) => {
      const outcome = await own.create(draft, options);
      if (outcome.kind === 'unknown') throw new TypeError('fetch failed');
      return outcome;
    },
  })),
  inSyncer('outcomes: an update of a matter that meets reset-before', 'takes a lost answer for a refusal', 'matters', (own) => ({
    update: async (read, patch) => {
      const outcome = await own.update(read, patch);
      return outcome.kind === 'unknown' ? rejected('Not accepted.') : outcome;
    },
  })),
  inSyncer('outcomes: a refused create of a contact', 'repeats the value that was refused', 'contacts', (own) => ({
    create: async (draft, options) => {
      const outcome = await own.create(draft, options);
      return outcome.kind === 'rejected' ? rejected(`"${String(draft.fields.last_name)}" is not accepted.`) : outcome;
    },
  })),
];

const documents: readonly Saboteur[] = [
  inDocuments('documents: a small file', 'trusts that the bytes arrived', (own) => ({
    transfer: async ({ ref, content, moved }) => {
      moved(content.size);
      const record = (await own.read([ref])).get(ref);
      return record ? { kind: 'applied', record } : rejected('It is gone.');
    },
  })),
  inDocuments('documents: one byte', 'loses a byte', (own) => ({
    transfer: (request) => {
      const size = Math.max(0, request.content.size - 1);
      return own.transfer({ ...request, content: { ...request.content, size, open: () => request.content.open({ start: 0, end: size }) } });
    },
  })),
  inDocuments('documents: bytes for a version', 'fills whichever version is on top', (own, system) => ({
    transfer: (request) => {
      const version = system.records.get(request.ref)?.document?.version ?? request.version;
      return own.transfer({ ...request, version });
    },
  })),
  inDocuments('documents: a transfer without its ticket', 'goes on only with the ticket', (own) => ({
    transfer: async (request) => (request.ticket ? own.transfer(request) : rejected('There is no ticket.')),
  })),
  inDocuments('documents: a new version', 'makes a second document in place of a version', (own) => ({
    addVersion: (_read, draft, content) => own.create(draft, { content }),
  })),
  inDocuments('documents: a document without its bytes', 'hides documents without bytes', (own) => ({
    locate: async (query) => (await own.locate(query)).filter(({ document }) => document?.uploaded),
  })),
  inDocuments('documents: a document in the trash', 'shows the trash as if it were the matter', (own) => ({
    read: async (refs) => new Map([...(await own.read(refs))].map(([ref, record]) => [ref, { ...record, trashed: false }])),
  })),
];

const fields: readonly Saboteur[] = [
  inTarget('fields and account: locked mappings aim', 'lets a locked field be read only', (own) => ({
    fields: async (level) => (await own.fields(level)).map((field) => (field.path === 'title' ? { ...field, writable: false } : field)),
  })),
  inTarget('fields and account: the catalogue is the same', 'lists fields under other names each time', (own) => {
    let times = 0;
    return {
      fields: async (level) => {
        times += 1;
        return (await own.fields(level)).map((field) => ({ ...field, label: `${field.label} ${times}` }));
      },
    };
  }),
];

export const saboteurs: readonly Saboteur[] = [...records, ...updates, ...creates, ...outcomes, ...documents, ...fields];

