import type { SyncDependencies } from './dependencies.ts';

/** A run that should have gone on this long ago (ms) has lost its work item. */
const grace = 60_000;

/** Puts the work items of open runs and transfers back that a crash or a lost queue took away. Putting one twice does no harm. */
export class RecoverRuns {
  private readonly deps: Pick<SyncDependencies, 'storage' | 'clock'>;

  constructor(deps: Pick<SyncDependencies, 'storage' | 'clock'>) {
    this.deps = deps;
  }

  /** With `all`, everything that is open: for the start of the only process there is. */
  async recover(options: { readonly all: boolean }): Promise<void> {
    const { storage, clock } = this.deps;
    const overdue = clock.now() - grace;
    for (const run of await storage.books.runs.allOpen()) {
      const due = Date.parse(run.waitingUntil ?? run.startedAt ?? run.createdAt);
      if (!options.all && due > overdue) continue;
      await storage.books.queue.put(
        { kind: 'run', runId: run.id, firmId: run.firmId, lane: run.targetConnectionId },
        Math.max(due, clock.now()),
      );
    }
    for (const transfer of await storage.books.transfers.all()) {
      const stopped = transfer.heartbeatAt !== undefined && Date.parse(transfer.heartbeatAt) < overdue;
      if (!options.all && !stopped) continue;
      await storage.books.queue.put({
        kind: 'transfer',
        transferId: transfer.id,
        firmId: transfer.firmId,
        lane: transfer.targetConnectionId,
      });
    }
  }
}
