import { Refused } from '../domain/refusals.ts';
import { isOpen } from '../domain/runs/run.ts';
import type { SyncDependencies } from './dependencies.ts';
import type { RequestSync } from './request-sync.ts';

/** Asks for a matter again after a run that did not carry everything over; refused values are sent once more. */
export class RetryRun {
  private readonly deps: Pick<SyncDependencies, 'storage'>;
  private readonly requestSync: RequestSync;

  constructor(deps: Pick<SyncDependencies, 'storage'>, requestSync: RequestSync) {
    this.deps = deps;
    this.requestSync = requestSync;
  }

  async retry(request: {
    readonly firmId: string;
    readonly runId: string;
    readonly changeId?: string;
  }): Promise<{ runId: string }> {
    const { books } = this.deps.storage;
    const run = await books.runs.find(request.firmId, request.runId);
    if (!run) throw new Refused('not-found', 'There is no such run.');
    if (isOpen(run)) throw new Refused('run-open');
    if (request.changeId !== undefined) {
      const changes = await books.runs.changes(run.id);
      if (!changes.some((change) => change.id === request.changeId))
        throw new Refused('not-found', 'The run has no such change.');
    }
    return this.requestSync.request({
      firmId: run.firmId,
      integrationId: run.integrationId,
      matterId: run.matterId,
      wish: { for: 'sync', verify: run.wish.verify, retryRefused: true },
      trigger: { by: 'retry', ref: run.id },
    });
  }
}
