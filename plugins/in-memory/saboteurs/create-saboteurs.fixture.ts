import type { LocateQuery } from '../../../contracts/ports/object-syncer.ts';
import { inSyncer, type Saboteur } from './saboteur.fixture.ts';

const spoken = (query: LocateQuery, excluding: ReadonlySet<string>): LocateQuery =>
  'excluding' in query ? { ...query, excluding } : query;

export const createSaboteurs: readonly Saboteur[] = [
  inSyncer(
    'create once: a created contact is found again',
    'looks for a part of the key',
    'contacts',
    (own, system) => ({
      locate: async (query) => {
        if (query.by !== 'witness') return own.locate(query);
        const hits = system
          .ofKind('contact')
          .filter(({ ref, witness }) => witness?.includes(query.witness) && !query.excluding.has(ref));
        return [...(await own.read(hits.map(({ ref }) => ref))).values()];
      },
    }),
  ),
  inSyncer('create once: a matter whose create lost its answer', 'creates without our key', 'matters', (own) => ({
    create: (draft) => own.create(draft, {}),
  })),
  inSyncer('create once: equal candidates of kind note', 'returns what is spoken for', 'notes', (own) => ({
    locate: (query) => own.locate(spoken(query, new Set())),
  })),
  inSyncer('create once: everything of kind relationship', 'lists the newest first', 'relationships', (own) => ({
    locate: async (query) => (await own.locate(query)).toReversed(),
  })),
  inSyncer('create once: an equal note from before', 'takes an old equal note for the new one', 'notes', (own) => ({
    locate: (query) => own.locate(query.by === 'natural' ? { ...query, notBefore: '1970-01-01T00:00:00.000Z' } : query),
  })),
  inSyncer('create once: a created note is found again', 'knows a note by its matter alone', 'notes', (own) => ({
    locate: (query) =>
      own.locate(
        query.by === 'natural'
          ? { ...query, draft: { fields: { matter: query.draft.fields.matter ?? null }, rows: {} } }
          : query,
      ),
  })),
  inSyncer(
    'create once: a contact whose create lost its answer',
    'finds only what it remembers to have made',
    'contacts',
    (own) => {
      const made = new Set<string>();
      return {
        create: async (draft, options) => {
          const outcome = await own.create(draft, options);
          if (outcome.kind === 'applied') made.add(outcome.record.ref);
          return outcome;
        },
        locate: async (query) => (await own.locate(query)).filter(({ ref }) => made.has(ref)),
      };
    },
  ),
  inSyncer(
    'create once, without key fields: a contact whose create lost its answer',
    'looks for nothing where there is no key',
    'contacts',
    (own) => ({
      locate: async (query) => (query.by === 'natural' ? [] : own.locate(query)),
    }),
  ),
  inSyncer('create once: our key is put on a contact', 'puts no key on a record that has none', 'contacts', (own) => ({
    update: (read, { fields, rows }) => own.update(read, { fields, rows }),
  })),
  inSyncer('likeness of contacts: the second e-mail', 'looks up the first e-mail only', 'contacts', (own) => ({
    locate: (query) =>
      own.locate(
        query.by === 'likeness'
          ? { ...query, draft: { ...query.draft, rows: { emails: (query.draft.rows.emails ?? []).slice(0, 1) } } }
          : query,
      ),
  })),
  inSyncer('likeness of contacts: a name is found', 'looks nobody up by name', 'contacts', (own) => ({
    locate: async (query) => (query.by === 'likeness' && !query.draft.rows.emails?.length ? [] : own.locate(query)),
  })),
  inSyncer('likeness of contacts: nobody is found', 'finds everybody alike', 'contacts', (own, system) => ({
    locate: async (query) =>
      query.by === 'likeness'
        ? [...(await own.read(system.ofKind('contact').map(({ ref }) => ref))).values()]
        : own.locate(query),
  })),
];
