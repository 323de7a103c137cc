import { type ObjectKey, objectKey } from '../domain/identity/object-key.ts';
import { Refused } from '../domain/refusals.ts';
import { isOpen } from '../domain/runs/run.ts';
import type { SyncDependencies } from './dependencies.ts';
import type { RequestSync } from './request-sync.ts';

/**
 * Asks for a matter again after a run that did not carry everything over. Refused values are sent once more: those of the
 * object that the retry is for, or all of them.
 */
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
    const retryRefused = request.changeId === undefined ? true : [await this.keyOf(run.id, request.changeId)];
    return this.requestSync.request({
      firmId: run.firmId,
      integrationId: run.integrationId,
      matterId: run.matterId,
      wish: { for: 'sync', verify: run.wish.verify, retryRefused },
      trigger: { by: 'retry', ref: run.id },
    });
  }

  private async keyOf(runId: string, changeId: string): Promise<ObjectKey> {
    const changes = await this.deps.storage.books.runs.changes(runId);
    const change = changes.find(({ id }) => id === changeId);
    if (!change) throw new Refused('not-found', 'The run has no such change.');
    return objectKey(change.kind, change.sourceId);
  }
}
