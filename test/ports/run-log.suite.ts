import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noRequests, type Run, type RunChange } from '../../src/domain/runs/run.ts';
import type { RunEvent } from '../../src/ports/run-log.ts';
import type { Storage } from '../../src/ports/storage.ts';
import { count, instant, kind, partly, text } from './arbitraries.ts';
import { problems, snapshots } from './mapping-samples.ts';
import { addFirm, allPages, fresh, newFirm, type Open } from './opening.ts';

const closedStatuses = ['succeeded', 'partial', 'failed', 'needs-attention'] as const;
const plain = { noNullPrototype: true };
const runs = partly(
  {
    targetConnectionId: text,
    trigger: partly({ by: fc.constantFrom('api', 'schedule', 'retry') }, { ref: text }),
    wish: partly(
      { for: fc.constantFrom('sync', 'convert'), verify: fc.boolean(), retryRefused: fc.boolean() },
      { expect: text },
    ),
    requested: count,
    status: fc.constantFrom(...closedStatuses),
    createdAt: instant,
    failures: count,
    requests: fc.record({ reads: count, writes: count, transfers: count }, plain),
  },
  {
    batchId: text,
    startedAt: instant,
    finishedAt: instant,
    waitingUntil: instant,
    waitingFor: text,
    planHash: text,
    settingsRevision: count,
    mappingRevision: count,
    mappings: snapshots,
    mappingProblems: problems,
    failure: fc.record({ code: text, message: text, action: text }, plain),
  },
);
const changes = partly(
  {
    kind,
    sourceId: text,
    action: fc.constantFrom('create', 'adopt', 'ask'),
    outcome: fc.constantFrom('pending', 'applied', 'asked'),
    fields: fc.array(fc.record({ field: text, code: text, message: text }, plain), { maxLength: 2 }),
    reason: text,
  },
  { targetRef: text, targetUrl: text, code: text, written: fc.array(text, { maxLength: 3 }) },
);

export function runOf(firmId: string, parts: Partial<Run> = {}): Run {
  return {
    id: fresh('run'),
    firmId,
    integrationId: fresh('integration'),
    targetConnectionId: 'target-1',
    matterId: fresh('matter'),
    trigger: { by: 'api' },
    wish: { for: 'sync', verify: false, retryRefused: false },
    requested: 1,
    status: 'queued',
    createdAt: '2026-03-01T10:00:00.000Z',
    failures: 0,
    requests: noRequests,
    ...parts,
  };
}

function changeOf(id: string, parts: Partial<RunChange> = {}): RunChange {
  return {
    id,
    kind: 'contact',
    sourceId: id,
    action: 'create',
    outcome: 'pending',
    fields: [],
    reason: 'It is new.',
    ...parts,
  };
}

/** Five runs of one matter, one after the other, the third and fourth made in the same millisecond. */
async function history(storage: Storage, firmId: string): Promise<Run[]> {
  const of = { integrationId: fresh('integration'), matterId: fresh('matter'), status: 'succeeded' as const };
  const made = ['10', '11', '12', '12', '13'].map((hour) =>
    runOf(firmId, { ...of, createdAt: `2026-03-01T${hour}:00:00.000Z` }),
  );
  for (const run of made) await storage.books.runs.add(run);
  return made;
}

const idsOf = (list: readonly { id: string }[]): string[] => list.map(({ id }) => id);

export function describeRunLog(open: Open): void {
  describe('run log', () => {
    it('gives back exactly what was added and updated, the mappings it took with it included', async () => {
      const { storage, firmId } = await newFirm(open);
      const log = storage.books.runs;
      await fc.assert(
        fc.asyncProperty(runs, runs, async (first, second) => {
          const key = { id: fresh('run'), firmId, integrationId: fresh('integration'), matterId: fresh('matter') };
          await log.add({ ...first, ...key });
          expect(await log.find(firmId, key.id)).toStrictEqual({ ...first, ...key });
          await log.update({ ...second, ...key, createdAt: first.createdAt });
          expect(await log.find(firmId, key.id)).toStrictEqual({ ...second, ...key, createdAt: first.createdAt });
        }),
        { numRuns: 40 },
      );
    });

    it('has one open run of a matter, by a constraint', async () => {
      const { storage, firmId } = await newFirm(open);
      const of = { integrationId: fresh('integration'), matterId: fresh('matter') };
      const tries = Array.from({ length: 4 }, () => storage.books.runs.add(runOf(firmId, of)));
      const settled = await Promise.allSettled(tries);
      expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const opened = (await storage.books.runs.openRunOf(of.integrationId, of.matterId))!;
      await storage.books.runs.add(runOf(firmId, { ...of, matterId: fresh('matter') }));
      await storage.books.runs.add(runOf(firmId, { ...of, integrationId: fresh('integration') }));
      await storage.books.runs.update({ ...opened, status: 'running' });
      await expect(storage.books.runs.add(runOf(firmId, of))).rejects.toBeInstanceOf(Error);
      await storage.books.runs.update({ ...opened, status: 'failed' });
      expect(await storage.books.runs.openRunOf(of.integrationId, of.matterId)).toBeUndefined();
      const next = runOf(firmId, of);
      await storage.books.runs.add(next);
      expect(await storage.books.runs.openRunOf(of.integrationId, of.matterId)).toStrictEqual(next);
      await expect(storage.books.runs.update({ ...opened, status: 'queued' })).rejects.toBeInstanceOf(Error);
      expect((await storage.books.runs.find(firmId, opened.id))!.status).toBe('failed');
    });

    it('holds the open run for one transaction at a time', async () => {
      const { storage, firmId } = await newFirm(open);
      const run = runOf(firmId);
      await storage.books.runs.add(run);
      const fold = (): Promise<void> =>
        storage.inTransaction(async (books) => {
          const held = (await books.runs.openRunOf(run.integrationId, run.matterId))!;
          await books.runs.update({ ...held, requested: held.requested + 1 });
        });
      await Promise.all(Array.from({ length: 5 }, fold));
      expect((await storage.books.runs.find(firmId, run.id))!.requested).toBe(6);
    });

    it('lists open runs of all firms, oldest first', async () => {
      const { storage, firmId } = await newFirm(open);
      const other = await addFirm(storage);
      const late = runOf(firmId, { createdAt: '2026-03-02T10:00:00.000Z' });
      const early = runOf(other, { status: 'running' });
      const done = runOf(firmId, { status: 'succeeded' });
      for (const run of [late, early, done]) await storage.books.runs.add(run);
      const mine = (await storage.books.runs.allOpen()).filter((run) => [firmId, other].includes(run.firmId));
      expect(mine).toStrictEqual([early, late]);
    });

    it('lists newest first, page by page, complete and without repeats while runs are added', async () => {
      const { storage, firmId } = await newFirm(open);
      const made = await history(storage, firmId);
      const whole = await allPages((page) => storage.books.runs.list(firmId, {}, page), 100);
      expect(idsOf(whole).toSorted()).toEqual(idsOf(made).toSorted());
      expect(whole.map(({ createdAt }) => createdAt)).toEqual(made.map(({ createdAt }) => createdAt).toReversed());
      for (const limit of [1, 2, 5]) {
        const paged = await allPages(async (page) => {
          const read = await storage.books.runs.list(firmId, {}, page);
          await storage.books.runs.add(runOf(firmId, { createdAt: '2026-04-01T10:00:00.000Z' }));
          return read;
        }, limit);
        expect(idsOf(paged).filter((id) => idsOf(made).includes(id))).toEqual(idsOf(whole));
      }
    });

    it('filters by integration, matter, status and batch, within the firm', async () => {
      const { storage, firmId } = await newFirm(open);
      const batchId = fresh('batch');
      const run = runOf(firmId, { batchId });
      const other = runOf(firmId, { integrationId: run.integrationId, status: 'failed' });
      for (const each of [run, other]) await storage.books.runs.add(each);
      const list = async (filter: object, firm = firmId): Promise<string[]> =>
        idsOf((await storage.books.runs.list(firm, filter, { limit: 10 })).items).toSorted();
      expect(await list({ integrationId: run.integrationId })).toEqual([run.id, other.id].toSorted());
      expect(await list({ integrationId: run.integrationId, status: 'failed' })).toEqual([other.id]);
      expect(await list({ matterId: run.matterId })).toEqual([run.id]);
      expect(await list({ batchId })).toEqual([run.id]);
      expect(await list({ batchId, status: 'failed' })).toEqual([]);
      const stranger = await addFirm(storage);
      expect(await list({ integrationId: run.integrationId }, stranger)).toEqual([]);
      expect(await storage.books.runs.find(stranger, run.id)).toBeUndefined();
    });

    it('refuses a cursor that it did not give out', async () => {
      const { storage, firmId } = await newFirm(open);
      for (const cursor of ['', 'nonsense', '{}', '[1]']) {
        const list = storage.books.runs.list(firmId, {}, { cursor, limit: 2 });
        await expect(list).rejects.toMatchObject({ code: 'invalid-request' });
      }
    });

    it('knows the newest run of each matter', async () => {
      const { storage, firmId } = await newFirm(open);
      const made = await history(storage, firmId);
      const { integrationId, matterId } = made[0]!;
      const single = runOf(firmId, { integrationId });
      await storage.books.runs.add(single);
      const latest = await storage.books.runs.latestOf(integrationId, [matterId, single.matterId, 'nothing']);
      expect(latest).toEqual(
        new Map([
          [matterId, made[4]],
          [single.matterId, single],
        ]),
      );
      expect(await storage.books.runs.latestOf(integrationId, [])).toEqual(new Map());
      expect(await storage.books.runs.latestOf(fresh('integration'), [matterId])).toEqual(new Map());
    });

    it('finds matters by the status of their newest run, in parts', async () => {
      const { storage, firmId } = await newFirm(open);
      const log = storage.books.runs;
      const matterIds = ['b', 'a', 'B', '😀', '\uffee', 'c'];
      const made = fc.record({
        matterId: fc.constantFrom(...matterIds),
        status: fc.constantFrom(...closedStatuses),
        createdAt: fc.constantFrom('2026-03-01T10:00:00.000Z', '2026-03-01T11:00:00.000Z'),
      });
      const asked = fc.subarray([...closedStatuses, 'running' as const], { minLength: 1 });
      await fc.assert(
        fc.asyncProperty(
          fc.array(made, { maxLength: 12 }),
          asked,
          fc.integer({ min: 1, max: 4 }),
          async (all, statuses, limit) => {
            const integrationId = fresh('integration');
            for (const parts of all) await log.add(runOf(firmId, { ...parts, integrationId }));
            const latest = await log.latestOf(integrationId, matterIds);
            const expected = ['B', 'a', 'b', 'c', '\uffee', '😀'].filter((id) => {
              const run = latest.get(id);
              return run && statuses.some((status) => status === run.status);
            });
            const found: string[] = [];
            for (let part = await log.mattersAt(integrationId, statuses, { limit }); part.length > 0;) {
              expect(part.length).toBeLessThanOrEqual(limit);
              found.push(...part);
              part = await log.mattersAt(integrationId, statuses, { after: part.at(-1)!, limit });
            }
            expect(found).toEqual(expected);
          },
        ),
        { numRuns: 40 },
      );
    });

    it('keeps changes in the order of their first appearance', async () => {
      const { storage, firmId } = await newFirm(open);
      const run = runOf(firmId);
      await storage.books.runs.add(run);
      for (const id of ['c', 'a', 'b']) await storage.books.runs.saveChange(run.id, changeOf(id));
      await storage.books.runs.saveChange(run.id, changeOf('c', { outcome: 'applied', targetRef: '7' }));
      const kept = await storage.books.runs.changes(run.id);
      expect(kept).toStrictEqual([changeOf('c', { outcome: 'applied', targetRef: '7' }), changeOf('a'), changeOf('b')]);
      expect(await storage.books.runs.changes(fresh('run'))).toEqual([]);
    });

    it('gives back exactly the change that was saved', async () => {
      const { storage, firmId } = await newFirm(open);
      await fc.assert(
        fc.asyncProperty(text, changes, changes, async (id, first, second) => {
          const run = runOf(firmId);
          await storage.books.runs.add(run);
          await storage.books.runs.saveChange(run.id, { ...first, id });
          await storage.books.runs.saveChange(run.id, { ...second, id });
          expect(await storage.books.runs.changes(run.id)).toStrictEqual([{ ...second, id }]);
        }),
        { numRuns: 40 },
      );
    });

    it('numbers the events of a firm in order, each as it was then', async () => {
      const { storage, firmId } = await newFirm(open);
      const stranger = runOf(await addFirm(storage));
      const run = runOf(firmId);
      await storage.books.runs.add(run);
      await storage.books.runs.add(stranger);
      const running: Run = { ...run, status: 'running' };
      const seen = (await eventsOf(storage, firmId)).length;
      await storage.books.runs.update(running);
      await storage.books.runs.saveChange(run.id, changeOf('a'));
      await storage.books.runs.update(stranger);
      await storage.books.runs.saveChange(run.id, changeOf('a', { outcome: 'applied' }));
      const events = (await eventsOf(storage, firmId)).slice(seen);
      expect(events.map(({ type, data }) => ({ type, data }))).toEqual([
        { type: 'run', data: running },
        { type: 'change', data: changeOf('a') },
        { type: 'change', data: changeOf('a', { outcome: 'applied' }) },
      ]);
      const numbers = events.map(({ sequence }) => sequence);
      expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
      expect(events.every((event) => event.firmId === firmId && event.runId === run.id)).toBe(true);
      expect(events.map(({ at }) => new Date(at).toISOString())).toEqual(events.map(({ at }) => at));
    });

    it('reads on after a sequence number', async () => {
      const { storage, firmId } = await newFirm(open);
      const run = runOf(firmId);
      await storage.books.runs.add(run);
      for (const id of ['a', 'b', 'c', 'd']) await storage.books.runs.saveChange(run.id, changeOf(id));
      const events = await eventsOf(storage, firmId);
      const third = events.at(-2)!.sequence;
      expect(await storage.books.runs.eventsAfter(firmId, third, 10)).toStrictEqual(events.slice(-1));
      expect(await storage.books.runs.eventsAfter(firmId, 0, 2)).toStrictEqual(events.slice(0, 2));
      expect(await storage.books.runs.eventsAfter(firmId, events.at(-1)!.sequence, 10)).toEqual([]);
      expect(await storage.books.runs.lastSequence(firmId)).toBe(events.at(-1)!.sequence);
      expect(await storage.books.runs.lastSequence(await addFirm(storage))).toBe(0);
    });

    it('shows no event of a transaction that was taken back, and misses none of parallel ones', async () => {
      const { storage, firmId } = await newFirm(open);
      const made = Array.from({ length: 8 }, () => runOf(firmId));
      for (const run of made) await storage.books.runs.add(run);
      const start = (await eventsOf(storage, firmId)).at(-1)?.sequence ?? 0;
      const write = (run: Run, at: number): Promise<void> =>
        storage.inTransaction(async (books) => {
          await books.runs.saveChange(run.id, changeOf('a'));
          await books.runs.saveChange(run.id, changeOf('b'));
          if (at % 2 === 1) throw new Error('taken back');
        });
      const writing = Promise.allSettled(made.map(write));
      const followed = await follow(storage, firmId, start, writing);
      const kept = made.filter((_, at) => at % 2 === 0);
      expect(followed.map(({ runId }) => runId).toSorted()).toEqual(kept.flatMap(({ id }) => [id, id]).toSorted());
    });
  });
}

async function eventsOf(storage: Storage, firmId: string): Promise<RunEvent[]> {
  return storage.books.runs.eventsAfter(firmId, 0, 1000);
}

/** Reads on from the last event seen, while others write: what commits late must not get a number already passed. */
async function follow(storage: Storage, firmId: string, start: number, writing: Promise<unknown>): Promise<RunEvent[]> {
  const seen: RunEvent[] = [];
  const state = { writing: true };
  const ended = writing.then(() => (state.writing = false));
  const readOn = async (): Promise<void> => {
    seen.push(...(await storage.books.runs.eventsAfter(firmId, seen.at(-1)?.sequence ?? start, 100)));
  };
  while (state.writing) await readOn();
  await ended;
  await readOn();
  return seen;
}
