import { SyncFailure } from '../../contracts/failures.ts';
import type { WriteOutcome } from '../../contracts/outcomes.ts';
import { objectKey } from '../domain/identity/object-key.ts';
import { retryDelay } from '../domain/runs/retry-delay.ts';
import type { RunChange } from '../domain/runs/run.ts';
import type { Books } from '../ports/storage.ts';
import type { Transfer } from '../ports/transfer-book.ts';
import type { WorkItem } from '../ports/work-queue.ts';
import { instantOf, type SyncDependencies } from './dependencies.ts';
import { appliedOutcome } from './describe-change.ts';
import { concludeRun } from './run-keeper.ts';
import { openContext, type SyncContext } from './sync-context.ts';
import { termsWithoutMappings } from './terms.ts';

/** Milliseconds between two signs of life of a transfer. */
const heartbeatMs = 5_000;
const mostAttempts = 8;
/** A file that cannot be read is hardly ever mended by waiting. */
const mostReadings = 3;

/**
 * Moves the bytes of one document, outside the lane. Safe to do twice: the adapter looks where the target stands
 * before it sends anything, and two equal uploads of one version end in one version.
 */
export class RunTransfer {
  private readonly deps: SyncDependencies;

  constructor(deps: SyncDependencies) {
    this.deps = deps;
  }

  async handle(item: Extract<WorkItem, { kind: 'transfer' }>, signal: AbortSignal): Promise<void> {
    const transfer = await this.deps.storage.books.transfers.find(item.transferId);
    if (!transfer) return;
    const integration = await this.deps.storage.books.setups.find(transfer.firmId, transfer.integrationId);
    if (!integration)
      return this.end(transfer, {
        outcome: 'failed',
        code: 'integration-gone',
        reason: 'The integration was deleted before the file had arrived.',
      });
    let context: SyncContext | undefined;
    try {
      context = await openContext(this.deps, integration, termsWithoutMappings(integration), transfer.matterId);
      const outcome = await this.move(transfer, context, signal);
      await this.count(transfer, context);
      await this.settle(transfer, outcome);
    } catch (failure) {
      await this.count(transfer, context);
      if (signal.aborted || !(failure instanceof SyncFailure)) throw failure;
      if (failure.kind === 'stale' || failure.kind === 'absent') await this.planAnew(transfer);
      else await this.tryLater(transfer, failure);
    }
  }

  private move(transfer: Transfer, { source, opened }: SyncContext, signal: AbortSignal): Promise<WriteOutcome> {
    let beat = this.deps.clock.now();
    const moved = (bytes: number): void => {
      const now = this.deps.clock.now();
      if (now - beat < heartbeatMs) return;
      beat = now;
      void this.beat(transfer.id, bytes, instantOf(now));
    };
    return opened.target.documents.transfer({
      ref: transfer.targetRef,
      version: transfer.version,
      ...(transfer.ticket && transfer.attempts === 0 && { ticket: transfer.ticket }),
      draft: transfer.draft,
      content: {
        size: transfer.size,
        contentType: transfer.contentType,
        open: (range) =>
          source.openDocument(transfer.sourceId, {
            ...(range && { range }),
            ...(transfer.sha256 !== undefined && { sha256: transfer.sha256 }),
          }),
      },
      moved,
      signal,
    });
  }

  /** A sign of life. One that fails is told and changes nothing: the next one comes. */
  private async beat(id: string, moved: number, heartbeatAt: string): Promise<void> {
    try {
      await this.deps.storage.inTransaction(async ({ transfers }) => {
        const kept = await transfers.find(id);
        if (kept) await transfers.save({ ...kept, moved, heartbeatAt });
      });
    } catch (failure) {
      this.deps.log.warn('A transfer could not tell how far it is.', { transfer: id, failure: String(failure) });
    }
  }

  private async settle(transfer: Transfer, outcome: WriteOutcome): Promise<void> {
    if (outcome.kind === 'applied' || outcome.kind === 'unchanged')
      return this.arrived(transfer, outcome.record.document?.version);
    if (outcome.kind === 'unknown' || outcome.kind === 'accepted')
      return this.tryLater(transfer, new SyncFailure('unreachable', 'The upload was cut off.'));
    if (outcome.kind === 'cannot-converge') {
      const { version = transfer.version } = outcome.record.document ?? {};
      return this.end(transfer, { outcome: 'failed', code: 'upload-not-whole', reason: outcome.reason }, (books) =>
        this.moveOn(books, transfer, version, false),
      );
    }
    await this.end(transfer, {
      outcome: 'refused',
      code: `target-${outcome.reason.code}`,
      reason: `The target did not take the file: ${outcome.reason.message}`,
    });
  }

  private arrived(transfer: Transfer, version: string | undefined): Promise<void> {
    return this.end(transfer, { outcome: 'applied', reason: 'The file has arrived.' }, (books) =>
      this.moveOn(books, transfer, version ?? transfer.version, true),
    );
  }

  /** The version may be another one than at the start: the target had refused that one’s address for good. */
  private async moveOn(books: Books, transfer: Transfer, version: string, uploaded: boolean): Promise<void> {
    const link = await books.links.find(transfer);
    if (link?.document) await books.links.save({ ...link, document: { ...link.document, version, uploaded } });
  }

  private async tryLater(transfer: Transfer, failure: SyncFailure): Promise<void> {
    const now = this.deps.clock.now();
    const attempts = transfer.attempts + 1;
    const most = failure.kind === 'unreadable' ? mostReadings : mostAttempts;
    const delay = attempts <= most ? retryDelay(failure, attempts, now, undefined) : undefined;
    if (delay === undefined) return this.end(transfer, endOf(failure));
    const { heartbeatAt: _heartbeat, ...rest } = transfer;
    await this.deps.storage.inTransaction(async (books) => {
      const { runId } = (await books.transfers.find(transfer.id)) ?? transfer;
      await books.transfers.save({ ...rest, runId, attempts });
      await books.queue.put(
        { kind: 'transfer', transferId: transfer.id, firmId: transfer.firmId, lane: transfer.targetConnectionId },
        now + delay,
      );
    });
  }

  /** The transfer is over; with the last one its run ends too. */
  private end(
    transfer: Transfer,
    happening: Pick<RunChange, 'outcome' | 'reason'> & { code?: string },
    more?: (books: Books) => Promise<void>,
  ): Promise<void> {
    return this.deps.storage.inTransaction(async (books) => {
      await more?.(books);
      const run = await books.runs.openRunOf(transfer.integrationId, transfer.matterId);
      // A later run may follow it by now.
      const { runId } = (await books.transfers.find(transfer.id)) ?? transfer;
      await books.transfers.remove(transfer.id);
      const id = objectKey('document', transfer.sourceId);
      const change = (await books.runs.changes(runId)).find((one) => one.id === id);
      if (change)
        await books.runs.saveChange(runId, {
          ...change,
          ...happening,
          outcome: happening.outcome === 'applied' ? appliedOutcome(change.fields) : happening.outcome,
        });
      if (run?.id === runId) await concludeRun(books, this.deps, run);
    });
  }

  /** The file was replaced or deleted in the source while it was on its way: the run goes round once more. */
  private planAnew(transfer: Transfer): Promise<void> {
    return this.end(
      transfer,
      { outcome: 'waiting', reason: 'The file has changed in the source meanwhile.' },
      async (books) => {
        const run = await books.runs.openRunOf(transfer.integrationId, transfer.matterId);
        if (run?.id !== transfer.runId) return;
        const now = instantOf(this.deps.clock.now());
        await books.runs.update({ ...run, requested: run.requested + 1, waitingUntil: run.waitingUntil ?? now });
        await books.queue.put({ kind: 'run', runId: run.id, firmId: run.firmId, lane: run.targetConnectionId });
      },
    );
  }

  private async count(transfer: Transfer, context: SyncContext | undefined): Promise<void> {
    const counts = context?.requests.take();
    if (!counts || counts.reads + counts.writes + counts.transfers === 0) return;
    await this.deps.storage.inTransaction(async (books) => {
      const run = await books.runs.openRunOf(transfer.integrationId, transfer.matterId);
      if (!run || run.id !== transfer.runId) return;
      const { reads, writes, transfers } = run.requests;
      await books.runs.update({
        ...run,
        requests: {
          reads: reads + counts.reads,
          writes: writes + counts.writes,
          transfers: transfers + counts.transfers,
        },
      });
    });
  }
}

function endOf(failure: SyncFailure): Pick<RunChange, 'outcome' | 'reason'> & { code: string } {
  const ofSource = failure.kind === 'refused' || failure.kind === 'unreadable';
  return {
    outcome: 'failed',
    code: ofSource ? 'file-unreadable' : `target-${failure.kind}`,
    reason: `${failure.message} The next sync goes on with the file.`,
  };
}
