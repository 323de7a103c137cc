import { describe, expect, it } from 'vitest';
import { plannedBetween } from '../../src/adapters/schedule/planned-between.ts';
import { putContact } from '../../src/intake/put-contact.ts';
import { putMatter } from '../../src/intake/put-matter.ts';
import { ReconcileDue } from '../../src/sync/reconcile-due.ts';
import { Reconcile } from '../../src/sync/reconcile.ts';
import { firmId, integrationId, LineWorld } from '../support/line-world.ts';

async function openWorld(): Promise<LineWorld> {
  const world = new LineWorld();
  await world.open();
  await putContact(world.desk, { firmId, id: 'ana' }, { kind: 'person', lastName: 'Ruiz' });
  for (const [id, status] of [
    ['new', 'pnc'],
    ['hired', 'hired'],
    ['synced', 'pnc'],
  ] as const) {
    await putMatter(world.desk, { firmId, id }, { title: id, contactId: 'ana', status });
  }
  await world.press('synced');
  return world;
}

const titles = (world: LineWorld) =>
  world.system
    .ofKind('matter')
    .map((matter) => String(matter.fields.title))
    .toSorted((a, b) => (a < b ? -1 : 1));

describe('reconciliation', () => {
  it('syncs what was carried over before and what was hired, and pushes nothing that nobody asked for', async () => {
    const world = await openWorld();
    const reconcile = new Reconcile(world.deps, world.requestSync);
    await reconcile.start({ firmId, integrationId, trigger: { by: 'reconcile' } });
    await world.settle();
    expect(titles(world)).toEqual(['hired', 'synced']);
    await putMatter(world.desk, { firmId, id: 'synced' }, { title: 'renamed', contactId: 'ana' });
    const { batchId } = await reconcile.start({ firmId, integrationId, trigger: { by: 'reconcile' } });
    await world.settle();
    expect(titles(world)).toEqual(['hired', 'renamed']);
    expect((await world.storage.books.batches.find(firmId, batchId))?.runIds).toHaveLength(1);
  });

  it('runs once for a slot, whoever ticks', async () => {
    const world = await openWorld();
    const integration = await world.storage.books.setups.find(firmId, integrationId);
    await world.storage.books.setups.update({ ...integration!, schedule: { cron: '0 10 * * *', zone: 'UTC' } });
    const due = new ReconcileDue(world.deps, new Reconcile(world.deps, world.requestSync), plannedBetween);
    await due.run();
    expect(titles(world)).toEqual(['synced']);
    world.clock.set('2026-03-02T10:00:05.000Z');
    await Promise.all([due.run(), due.run()]);
    await world.settle();
    expect(titles(world)).toEqual(['hired', 'synced']);
    const runs = await world.storage.books.runs.list(firmId, {}, { limit: 50 });
    expect(
      runs.items
        .filter((run) => run.trigger.by === 'schedule')
        .map((run) => run.matterId)
        .toSorted(),
    ).toEqual(['hired', 'synced']);
  });
});
