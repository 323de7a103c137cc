import { inSyncer, inTarget, rejected, type Saboteur } from './saboteur.fixture.ts';

export const outcomeSaboteurs: readonly Saboteur[] = [
  inSyncer(
    'outcomes: a create of a contact that meets reset-after',
    'sends a lost create again',
    'contacts',
    (own) => ({
      create: async (draft, options) => {
        const outcome = await own.create(draft, options);
        return outcome.kind === 'unknown' ? own.create(draft, options) : outcome;
      },
    }),
  ),
  inSyncer(
    'outcomes: a create of a note that meets reset-after',
    'throws where an answer was lost',
    'notes',
    (own) => ({
      create: async (draft, options) => {
        const outcome = await own.create(draft, options);
        if (outcome.kind === 'unknown') throw new TypeError('fetch failed');
        return outcome;
      },
    }),
  ),
  inSyncer(
    'outcomes: an update of a matter that meets reset-before',
    'takes a lost answer for a refusal',
    'matters',
    (own) => ({
      update: async (read, patch) => {
        const outcome = await own.update(read, patch);
        return outcome.kind === 'unknown' ? rejected('Not accepted.') : outcome;
      },
    }),
  ),
  inSyncer('outcomes: a refused create of a contact', 'repeats the value that was refused', 'contacts', (own) => ({
    create: async (draft, options) => {
      const outcome = await own.create(draft, options);
      return outcome.kind === 'rejected' ? rejected(`"${String(draft.fields.last_name)}" is not accepted.`) : outcome;
    },
  })),
];

export const fieldSaboteurs: readonly Saboteur[] = [
  inTarget('fields and account: locked mappings aim', 'lets a locked field be read only', (own) => ({
    fields: async (level) =>
      (await own.fields(level)).map((field) => (field.path === 'title' ? { ...field, writable: false } : field)),
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
