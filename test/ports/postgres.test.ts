import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { connect } from '../../src/adapters/postgres/connect.ts';
import type { OpenedStorage } from '../../src/adapters/postgres/open-storage.ts';
import { LaneLost } from '../../src/ports/lane-book.ts';
import { openAt, startServer, type Server } from './databases.ts';
import { contactOf, matterOf, relationshipOf } from './intake-samples.ts';
import { fresh, newFirm } from './opening.ts';
import { runOf } from './run-log.suite.ts';
import { describeStorage } from './storage.suite.ts';

describe('embedded', () => {
  let storage: OpenedStorage;
  beforeAll(async () => {
    storage = await openAt({ folder: 'memory:' });
  });
  afterAll(() => storage.close());
  describeStorage('PGlite', async () => storage);
});

describe('server', () => {
  let server: Server;
  let url: string;
  let storage: OpenedStorage;
  const open = async (): Promise<OpenedStorage> => storage;
  beforeAll(async () => {
    server = await startServer();
    url = await server.newDatabase();
    storage = await openAt({ url });
  });
  afterAll(async () => {
    await storage.close();
    await server.stop();
  });
  describeStorage('PostgreSQL', open);

  /** Settles when some statement waits for a lock of another. */
  async function untilOneWaits(): Promise<void> {
    const orm = await connect({ url });
    const waiting = `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
    for (let look = 0; (await orm.em.fork().execute(waiting)).length === 0; look += 1) {
      if (look > 2000) throw new Error('Nobody waits for a lock.');
    }
    await orm.close(true);
  }

  it('lets a claim of a lane wait for the transaction that holds it', async () => {
    const lane = fresh('lane');
    const fence = await storage.books.lanes.claim(lane);
    const held = Promise.withResolvers<void>();
    const ended = Promise.withResolvers<void>();
    const order: string[] = [];
    const work = storage.inTransaction(async ({ lanes }) => {
      await lanes.hold(lane, fence);
      held.resolve();
      await ended.promise;
      order.push('written');
    });
    await held.promise;
    const claim = storage.books.lanes.claim(lane).then(() => order.push('claimed'));
    await untilOneWaits().finally(() => ended.resolve());
    await Promise.all([work, claim]);
    expect(order).toEqual(['written', 'claimed']);
    await expect(storage.books.lanes.hold(lane, fence)).rejects.toBeInstanceOf(LaneLost);
  });

  it('counts a changed contact for a matter that is tied to it at the same moment', async () => {
    const { firmId } = await newFirm(open);
    await storage.books.intake.save(contactOf(firmId, 'client'));
    await storage.books.intake.save(contactOf(firmId, 'witness'));
    for (const id of ['first', 'second'])
      await storage.books.intake.save(matterOf(firmId, id, { contactId: 'client' }));
    await storage.books.intake.save(relationshipOf(firmId, 'first', 'r', 'witness'));
    const numbered = Promise.withResolvers<number>();
    const ended = Promise.withResolvers<void>();
    const tie = storage.inTransaction(async ({ intake }) => {
      await intake.save(relationshipOf(firmId, 'second', 'r', 'witness'));
      numbered.resolve((await intake.changedAfter(firmId, 0, 10)).position);
      await ended.promise;
    });
    const tiedAt = await numbered.promise;
    const change = storage.books.intake.save(contactOf(firmId, 'witness', { firstName: 'Renamed' }));
    await untilOneWaits().finally(() => ended.resolve());
    await Promise.all([tie, change]);
    const { matterIds } = await storage.books.intake.changedAfter(firmId, tiedAt, 10);
    expect(matterIds.toSorted()).toEqual(['first', 'second']);
  });

  it('numbers the events of one transaction in the order of the calls', async () => {
    const { firmId } = await newFirm(open);
    const run = runOf(firmId);
    await storage.books.runs.add(run);
    await storage.inTransaction(async ({ runs }) => {
      for (let requested = 2; requested < 6; requested += 1) await runs.update({ ...run, requested });
    });
    const events = await storage.books.runs.eventsAfter(firmId, 0, 10);
    expect(events.map(({ sequence, data }) => [sequence, 'requested' in data && data.requested])).toEqual([
      [1, 2],
      [2, 3],
      [3, 4],
      [4, 5],
    ]);
  });

  it('refuses the books outside while a transaction is open, instead of waiting for itself', async () => {
    await expect(storage.inTransaction(() => storage.books.firms.list())).rejects.toThrow('only its own books');
    const nested = storage.inTransaction(() => storage.inTransaction(async () => 1));
    await expect(nested).rejects.toThrow('only its own books');
    expect(await storage.inTransaction(async () => 1)).toBe(1);
  });

  it('goes on after its connections were cut', async () => {
    const { firmId } = await newFirm(open);
    const orm = await connect({ url });
    const cut = `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`;
    expect((await orm.em.fork().execute(cut)).length).toBeGreaterThan(0);
    await orm.close(true);
    // Calls fail as long as they find a connection that does not know yet that it was cut.
    await vi.waitFor(() => storage.books.queue.put({ kind: 'run', runId: 'r', firmId, lane: 'l' }), 10_000);
    await vi.waitFor(() => storage.check(), 10_000);
    expect(await storage.books.firms.find(firmId)).toBeDefined();
  });
});
