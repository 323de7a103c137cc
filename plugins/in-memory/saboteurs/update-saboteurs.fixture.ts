import type { Patch } from '../../../contracts/objects/target.ts';
import { inSyncer, type Saboteur } from './saboteur.fixture.ts';

const withoutRemovals = (patch: Patch): Patch => ({
  ...patch,
  rows: Object.fromEntries(
    Object.entries(patch.rows).map(([path, steps]) => [path, steps.filter(({ step }) => step !== 'remove')]),
  ),
});
const appending = (patch: Patch): Patch => ({
  ...patch,
  rows: Object.fromEntries(
    Object.entries(patch.rows).map(([path, steps]) => [
      path,
      steps.map((one) => (one.step === 'change' ? { step: 'add' as const, row: one.row } : one)),
    ]),
  ),
});

export const updateSaboteurs: readonly Saboteur[] = [
  inSyncer('updates: an update of a contact touches only', 'writes fields that nobody named', 'contacts', (own) => ({
    update: (read, patch) => own.update(read, { ...patch, fields: { middle_name: 'M.', ...patch.fields } }),
  })),
  inSyncer('updates: a stale update of a note', 'overwrites whatever changed since it was read', 'notes', (own) => ({
    update: async (read, patch) => own.update((await own.read([read.ref])).get(read.ref) ?? read, patch),
  })),
  inSyncer(
    'updates: an update of a matter that is gone',
    'makes a new record where the old one is gone',
    'matters',
    (own) => ({
      update: async (read, patch) => {
        const gone = !(await own.read([read.ref])).has(read.ref);
        return gone
          ? own.create({ fields: { ...read.fields, ...patch.fields }, rows: read.rows }, {})
          : own.update(read, patch);
      },
    }),
  ),
  inSyncer('updates: a field is cleared', 'takes blank for untouched', 'contacts', (own) => ({
    update: (read, patch) =>
      own.update(read, {
        ...patch,
        fields: Object.fromEntries(Object.entries(patch.fields).filter(([, value]) => value !== null)),
      }),
  })),
  inSyncer('rows: a row of emails is changed', 'appends a row in place of changing it', 'contacts', (own) => ({
    update: (read, patch) => own.update(read, appending(patch)),
  })),
  inSyncer('rows: a row of phones is removed', 'removes no row', 'contacts', (own) => ({
    update: (read, patch) => own.update(read, withoutRemovals(patch)),
  })),
  inSyncer('rows: a row is added to addresses', 'gives rows new ids at each write', 'contacts', (own, system) => ({
    update: async (read, patch) => {
      const outcome = await own.update(read, patch);
      if (outcome.kind !== 'applied') return outcome;
      system.edit(
        read.ref,
        (record) =>
          void (record.rows = Object.fromEntries(
            Object.entries(record.rows).map(([path, rows]) => [path, rows.map((row) => system.row(row))]),
          )),
      );
      return { kind: 'applied', record: (await own.read([read.ref])).get(read.ref) ?? outcome.record };
    },
  })),
];
