import type { Draft, TargetRecord } from '../../../contracts/objects/target.ts';
import type { FieldPath } from '../../../contracts/objects/values.ts';
import { inSyncer, type Saboteur } from './saboteur.fixture.ts';

const changeFields = (draft: Draft, change: (fields: Draft['fields']) => Draft['fields']): Draft => ({
  ...draft,
  fields: change(draft.fields),
});
const cut = (fields: Draft['fields'], path: FieldPath): Draft['fields'] => ({
  ...fields,
  [path]: String(fields[path] ?? '').split('\n')[0] ?? '',
});

export const recordSaboteurs: readonly Saboteur[] = [
  inSyncer('records: every field of a contact that differs', 'finds no difference, ever', 'contacts', () => ({
    differences: () => [],
  })),
  inSyncer('records: a note that was created', 'stores the first line of a note', 'notes', (own) => ({
    create: (draft, options) =>
      own.create(
        changeFields(draft, (fields) => cut(fields, 'body')),
        options,
      ),
    differences: (desired, actual) =>
      own.differences(
        changeFields(desired, (fields) => cut(fields, 'body')),
        actual,
      ),
  })),
  inSyncer(
    'records: a contact holds each awkward text',
    'stores names in ASCII and reads them back from its own memory',
    'contacts',
    (own) => {
      const remembered = new Map<string, TargetRecord>();
      return {
        create: async (draft, options) => {
          const plain = (value: unknown) =>
            (typeof value === 'string' ? value.replace(/[^ -~]/g, '?') : value) as string;
          const outcome = await own.create(
            changeFields(draft, (fields) =>
              Object.fromEntries(Object.entries(fields).map(([path, value]) => [path, plain(value)])),
            ),
            options,
          );
          if (outcome.kind !== 'applied') return outcome;
          const record = { ...outcome.record, fields: draft.fields };
          remembered.set(record.ref, record);
          return { kind: 'applied', record };
        },
        read: async (refs) =>
          new Map([...(await own.read(refs))].map(([ref, record]) => [ref, remembered.get(ref) ?? record])),
      };
    },
  ),
  inSyncer('records: a matter holds each awkward text', 'answers a create with what it sent', 'matters', (own) => ({
    create: async (draft, options) => {
      const outcome = await own.create(draft, options);
      return outcome.kind === 'applied'
        ? { kind: 'applied', record: { ref: outcome.record.ref, fields: draft.fields, rows: {}, summary: '' } }
        : outcome;
    },
  })),
  inSyncer(
    'records: two equal creates of a relationship',
    'folds an equal create into the record that is there',
    'relationships',
    (own, system) => ({
      create: async (draft, options) => {
        const twin = system
          .ofKind('relationship')
          .find(({ fields }) => JSON.stringify(fields) === JSON.stringify(draft.fields));
        const record = twin && (await own.read([twin.ref])).get(twin.ref);
        return record ? { kind: 'applied', record } : own.create(draft, options);
      },
    }),
  ),
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
    prepare: (draft) =>
      own.prepare(changeFields(draft, (fields) => ({ ...fields, title: `${String(fields.title)} (client)` }))),
  })),
  inSyncer('records: a contact holds each awkward text', 'asks the account while it prepares', 'contacts', (own) => ({
    prepare: (draft) => {
      void own.read([]);
      return own.prepare(draft);
    },
  })),
];
