import { Refused } from '../domain/refusals.ts';
import { foldWish } from '../domain/runs/fold-wish.ts';
import { noRequests, type Run, type RunWish, type Trigger } from '../domain/runs/run.ts';
import type { Integration } from '../ports/setup-book.ts';
import type { Books } from '../ports/storage.ts';
import { instantOf, type SyncDependencies } from './dependencies.ts';

/** Marks a matter of the intake hired inside a transaction; pressing again changes nothing. */
export type MarkHired = (books: Books, firmId: string, matterId: string, at: string) => Promise<unknown>;

export interface SyncRequest {
  readonly firmId: string;
  readonly integrationId: string;
  readonly matterId: string;
  readonly wish: RunWish;
  readonly trigger: Trigger;
  readonly batchId?: string;
}

/** Turns whatever pressed the button into one work item: the only way into the line. */
export class RequestSync {
  private readonly deps: Pick<SyncDependencies, 'storage' | 'clock' | 'ids'>;
  private readonly markHired: MarkHired;

  constructor(deps: Pick<SyncDependencies, 'storage' | 'clock' | 'ids'>, markHired: MarkHired) {
    this.deps = deps;
    this.markHired = markHired;
  }

  /** The run that will do it: a new one, or the open one that it was folded into. */
  request(request: SyncRequest): Promise<{ runId: string }> {
    return this.deps.storage.inTransaction((books) => this.requestIn(books, request));
  }

  /** The same inside a caller's transaction, so that what led to the request is kept or lost with it. */
  async requestIn(books: Books, request: SyncRequest): Promise<{ runId: string }> {
    const integration = await books.setups.find(request.firmId, request.integrationId);
    if (!integration) throw new Refused('not-found', 'There is no such integration.');
    await this.acceptMatter(books, integration, request);
    const open = await books.runs.openRunOf(integration.id, request.matterId);
    if (open) return this.foldInto(books, open, request);
    const run = this.newRun(integration, request);
    await books.runs.add(run);
    if (run.status === 'queued')
      await books.queue.put({ kind: 'run', runId: run.id, firmId: run.firmId, lane: run.targetConnectionId });
    return { runId: run.id };
  }

  /** A conversion is hired first, in the transaction that queues its sync (rules, section 1). */
  private async acceptMatter(
    books: Books,
    integration: Integration,
    { firmId, matterId, wish }: SyncRequest,
  ): Promise<void> {
    if (integration.source !== 'intake') {
      if (wish.for === 'convert') throw new Refused('mark-hired-there');
      return;
    }
    const matter = await books.intake.find(firmId, 'matter', '', matterId);
    if (!matter || matter.deleted) throw new Refused('not-found', 'There is no such matter in the intake.');
    if (wish.for === 'convert') await this.markHired(books, firmId, matterId, instantOf(this.deps.clock.now()));
  }

  private async foldInto(books: Books, open: Run, { wish }: SyncRequest): Promise<{ runId: string }> {
    const { settings: _settings, mappings: _mappings, ...rest } = open;
    await books.runs.update({ ...rest, wish: foldWish(open.wish, wish), requested: open.requested + 1 });
    await books.queue.put({ kind: 'run', runId: open.id, firmId: open.firmId, lane: open.targetConnectionId });
    return { runId: open.id };
  }

  private newRun(integration: Integration, request: SyncRequest): Run {
    const now = instantOf(this.deps.clock.now());
    const nothingToDo = request.wish.for === 'convert' && !integration.settings.matterConversionSync;
    return {
      id: this.deps.ids.next(),
      firmId: integration.firmId,
      integrationId: integration.id,
      targetConnectionId: integration.target,
      matterId: request.matterId,
      trigger: request.trigger,
      wish: request.wish,
      requested: 1,
      createdAt: now,
      failures: 0,
      requests: noRequests,
      ...(request.batchId !== undefined && { batchId: request.batchId }),
      ...(nothingToDo
        ? { status: 'succeeded' as const, startedAt: now, finishedAt: now }
        : { status: 'queued' as const }),
    };
  }
}
