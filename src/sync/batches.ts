import type { Instant } from '../../contracts/objects/values.ts';
import type { Clock } from '../../contracts/session.ts';
import { Refused } from '../domain/refusals.ts';
import { isOpen, type Run } from '../domain/runs/run.ts';
import type { Batch } from '../ports/batch-book.ts';
import type { Storage } from '../ports/storage.ts';

/** How far the runs of a batch are. `waiting` are those that a person has to decide about. */
export interface BatchProgress {
  readonly id: string;
  readonly integrationId: string;
  readonly kind: Batch['kind'];
  readonly status: 'listing' | 'running' | 'finished';
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  readonly waiting: number;
  /** When it will have ended at the pace so far; absent before the first run has ended and after the last. */
  readonly estimate?: Instant;
  readonly createdAt: Instant;
}

export class Batches {
  constructor(private readonly needs: { readonly storage: Storage; readonly clock: Pick<Clock, 'now'> }) {}

  async of(firmId: string, batchId: string): Promise<BatchProgress> {
    const batch = await this.needs.storage.books.batches.find(firmId, batchId);
    if (!batch) throw new Refused('not-found', 'There is no such batch.');
    return this.progress(batch, await this.runsOf(batch));
  }

  /** The newest reconciliation of an integration; `undefined` before the first. */
  async latestReconciliation(firmId: string, integrationId: string): Promise<BatchProgress | undefined> {
    const { setups, batches } = this.needs.storage.books;
    if (!(await setups.find(firmId, integrationId))) throw new Refused('not-found', 'There is no such integration.');
    const batch = await batches.latest(firmId, integrationId, 'reconcile');
    return batch && this.progress(batch, await this.runsOf(batch));
  }

  private async runsOf(batch: Batch): Promise<Run[]> {
    const { runs } = this.needs.storage.books;
    const found = new Map<string, Run>();
    let cursor: string | undefined;
    do {
      const page = await runs.list(
        batch.firmId,
        { batchId: batch.id },
        { limit: 200, ...(cursor === undefined ? {} : { cursor }) },
      );
      for (const run of page.items) found.set(run.id, run);
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    // A request that met an open run was folded into it: that run is another batch's, or nobody's.
    for (const id of batch.runIds.filter((id) => !found.has(id))) {
      const run = await runs.find(batch.firmId, id);
      if (run) found.set(id, run);
    }
    return [...found.values()];
  }

  private progress(batch: Batch, runs: readonly Run[]): BatchProgress {
    const open = runs.filter(isOpen).length;
    const failed = runs.filter(({ status }) => status === 'failed').length;
    const waiting = runs.filter(({ status }) => status === 'needs-attention').length;
    const status = !batch.listed ? 'listing' : open > 0 ? 'running' : 'finished';
    const estimate = status === 'running' ? this.estimate(batch, runs.length - open, open) : undefined;
    return {
      id: batch.id,
      integrationId: batch.integrationId,
      kind: batch.kind,
      status,
      total: runs.length,
      done: runs.length - open - failed - waiting,
      failed,
      waiting,
      ...(estimate === undefined ? {} : { estimate }),
      createdAt: batch.createdAt,
    };
  }

  private estimate(batch: Batch, ended: number, open: number): Instant | undefined {
    if (ended === 0) return undefined;
    const now = this.needs.clock.now();
    return new Date(now + ((now - Date.parse(batch.createdAt)) / ended) * open).toISOString();
  }
}
