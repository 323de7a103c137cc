import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../src/domain/settings/sync-settings.ts';
import { IntakeSource } from '../../src/intake/intake-source.ts';
import { putContact } from '../../src/intake/put-contact.ts';
import { putMatter } from '../../src/intake/put-matter.ts';
import { type ListedMatter, MatterLists, type MatterListQuery } from '../../src/sync/matter-lists.ts';
import { syncStates } from '../../src/sync/matter-states.ts';
import { linkOf } from '../ports/link-book.suite.ts';
import { runOf } from '../ports/run-log.suite.ts';
import { newDesk } from '../support/intake-desk.ts';

const firmId = 'firm';
const integrationId = 'integration';
const scope = { firmId, sourceConnectionId: 'intake', targetConnectionId: 'clio' };
const statuses = ['queued', 'running', 'succeeded', 'partial', 'failed', 'needs-attention'] as const;

interface Past {
  /** Its runs, oldest first; only the newest may still be open. */
  readonly runs: readonly (typeof statuses)[number][];
  readonly linked: boolean;
  readonly hired: boolean;
}

const ended = fc.array(fc.constantFrom('succeeded', 'partial', 'failed', 'needs-attention'), { maxLength: 2 });
const past: fc.Arbitrary<Past> = fc.record({
  runs: fc.tuple(ended, fc.subarray([...statuses], { maxLength: 1 })).map((runs) => runs.flat()),
  linked: fc.boolean(),
  hired: fc.boolean(),
});

async function firmWith(pasts: readonly Past[]): Promise<MatterLists> {
  const { desk, storage } = newDesk();
  await storage.books.setups.add({
    id: integrationId,
    firmId,
    source: scope.sourceConnectionId,
    target: scope.targetConnectionId,
    settings: { ...defaultSettings, timeZone: 'UTC' },
    settingsRevision: 1,
    mappingRevision: 1,
    createdAt: '2026-03-01T10:00:00.000Z',
  });
  await putContact(desk, { firmId, id: 'ana' }, { kind: 'person', lastName: 'Lopez' });
  for (const [at, { runs, linked, hired }] of pasts.entries()) {
    const id = `m${at}`;
    const input = { title: `Matter ${at}`, contactId: 'ana', status: hired ? ('hired' as const) : ('pnc' as const) };
    await putMatter(desk, { firmId, id }, input);
    if (linked) await storage.books.links.save(linkOf(scope, { kind: 'matter', sourceId: id }));
    for (const status of runs) await storage.books.runs.add(runOf(firmId, { integrationId, matterId: id, status }));
  }
  const systems = {
    source: async () => new IntakeSource(desk, firmId),
    target: () => Promise.reject(new Error('A list never reads the target.')),
  };
  return new MatterLists({ storage, systems }, { atOnce: 3, longest: 6 });
}

async function allOf(lists: MatterLists, query: Partial<MatterListQuery>, limit: number): Promise<ListedMatter[]> {
  const items: ListedMatter[] = [];
  let cursor: string | undefined;
  do {
    const page = { limit, ...(cursor !== undefined && { cursor }) };
    const read = await lists.list({ firmId, integrationId, ...query, page });
    expect(read.items.length).toBeLessThanOrEqual(limit);
    items.push(...read.items);
    cursor = read.nextCursor;
  } while (cursor !== undefined);
  return items;
}

describe('the list of matters', () => {
  it('by a state, page by page, is what the whole list has in that state', async () => {
    const parts = {
      state: fc.constantFrom(...syncStates),
      status: fc.constantFrom('pnc' as const, 'hired' as const),
      q: fc.constantFrom('matter 1', 'lopez'),
      ids: fc.subarray(['m1', 'm3', 'm5', 'm12', 'nothing']),
    };
    // All filters at once leave so little that no page is ever full.
    const filter: fc.Arbitrary<Partial<Pick<MatterListQuery, keyof typeof parts>>> = fc.oneof(
      fc.record({ state: parts.state }),
      fc.record({ state: parts.state, q: parts.q }),
      fc.record(parts, { requiredKeys: [] }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(past, { minLength: 5, maxLength: 14 }),
        filter,
        fc.integer({ min: 1, max: 6 }),
        async (pasts, query, limit) => {
          const lists = await firmWith(pasts);
          const whole = await allOf(lists, {}, 100);
          expect(whole).toHaveLength(pasts.length);
          const { state, status, q, ids } = query;
          const expected = whole.filter(
            (matter) =>
              (state === undefined || matter.state === state) &&
              (status === undefined || matter.status === status) &&
              (q === undefined || `${matter.title} ${matter.clientName}`.toLowerCase().includes(q)) &&
              (ids === undefined || ids.includes(matter.id)),
          );
          expect(await allOf(lists, query, limit)).toEqual(expected);
        },
      ),
      { numRuns: 150 },
    );
  });
});
