import type { ReconcileSchedule } from '../ports/setup-book.ts';
import { instantOf, type SyncDependencies } from './dependencies.ts';
import type { Reconcile } from './reconcile.ts';

/** The planned instants of a schedule after `from` and up to `to` (both ms since 1970), in order. */
export type PlannedBetween = (schedule: ReconcileSchedule, from: number, to: number) => readonly number[];

/** How far back (ms) a slot that nobody acted on is made up for, such as after a restart. */
const lookBack = 15 * 60_000;
const keepSlots = 7 * 24 * 60 * 60_000;

/** Starts the reconciliations whose time has come. Every node may call it: one of them acts for a slot. */
export class ReconcileDue {
  private readonly deps: Pick<SyncDependencies, 'storage' | 'clock' | 'log'>;
  private readonly reconcile: Reconcile;
  private readonly plannedBetween: PlannedBetween;

  constructor(
    deps: Pick<SyncDependencies, 'storage' | 'clock' | 'log'>,
    reconcile: Reconcile,
    plannedBetween: PlannedBetween,
  ) {
    this.deps = deps;
    this.reconcile = reconcile;
    this.plannedBetween = plannedBetween;
  }

  async run(): Promise<void> {
    const { storage, clock, log } = this.deps;
    const now = clock.now();
    for (const { id, firmId, schedule, createdAt } of await storage.books.setups.scheduled()) {
      // Of several missed slots the last one is enough: it lists everything that changed.
      const slot =
        schedule && this.plannedBetween(schedule, Math.max(now - lookBack, Date.parse(createdAt)), now).at(-1);
      if (slot === undefined || !(await storage.books.slots.take(`reconcile:${id}`, instantOf(slot)))) continue;
      try {
        await this.reconcile.start({ firmId, integrationId: id, trigger: { by: 'schedule', ref: instantOf(slot) } });
      } catch (failure) {
        log.warn('A planned reconciliation could not start.', { integrationId: id, failure: String(failure) });
      }
    }
    await storage.books.slots.forgetBefore(instantOf(now - keepSlots));
  }
}
