import type { SyncFailure } from '../../contracts/failures.ts';
import type { MappingProblem } from '../domain/mapping/mapping-problems.ts';
import { Refused } from '../domain/refusals.ts';
import { retryDelay } from '../domain/runs/retry-delay.ts';
import { finalStatus } from '../domain/runs/run-status.ts';
import type { RequestCounts, Run } from '../domain/runs/run.ts';
import type { Integration } from '../ports/setup-book.ts';
import type { Books } from '../ports/storage.ts';
import { instantOf, type SyncDependencies } from './dependencies.ts';
import type { LaneHold } from './lane-hold.ts';
import type { Terms } from './sync-context.ts';
import { readTerms } from './terms.ts';

const noAnswer = 'The target did not answer; making sure before trying again.';

/** Keeps a run's record true while it is served: begun, waiting, ended, and why. */
export class RunKeeper {
  private readonly deps: SyncDependencies;
  private readonly lane: LaneHold;
  private current: Run;
  private seen: number;

  constructor(deps: SyncDependencies, lane: LaneHold, run: Run) {
    this.deps = deps;
    this.lane = lane;
    this.current = run;
    this.seen = run.requested;
  }

  get run(): Run {
    return this.current;
  }

  get terms(): Terms {
    const { settings, mappings } = this.current;
    if (!settings || !mappings) throw new Error('A run has its terms once it has started.');
    return { settings, mappings };
  }

  /** Takes the settings and mappings as they are now, unless the run took them before. */
  start(integration: Integration): Promise<void> {
    return this.deps.storage.inTransaction(async (books) => {
      const { waitingUntil: _until, waitingFor: _for, ...run } = await this.latest(books);
      const taken = run.settings && run.mappings ? {} : await takeTerms(books, integration);
      const startedAt = run.startedAt ?? instantOf(this.deps.clock.now());
      await this.save(books, { ...run, ...taken, status: 'running', inLane: true, startedAt });
    });
  }

  /** A plan that was agreed on is agreed on once: later rounds only finish it. */
  planned(hash: string, mappingProblems: readonly MappingProblem[]): Promise<void> {
    return this.change((run) => {
      const { expect: _expect, ...wish } = run.wish;
      return { ...run, wish, planHash: run.planHash ?? hash, mappingProblems };
    });
  }

  async add(counts: RequestCounts | undefined): Promise<void> {
    if (!counts || counts.reads + counts.writes + counts.transfers === 0) return;
    await this.change((run) => ({ ...run, requests: sum(run.requests, counts) }));
  }

  /** Ends the run or parks it; a request that has come in meanwhile gets a passage of its own, with settings taken anew. */
  finishRounds(wakeAt: number | undefined): Promise<void> {
    return this.deps.storage.inTransaction(async (books) => {
      const run = await this.latest(books);
      const now = this.deps.clock.now();
      if (run.requested > this.seen)
        return this.park(books, { ...run, failures: 0 }, now, 'Asked for again meanwhile.');
      if (wakeAt !== undefined) return this.park(books, { ...run, failures: 0 }, Math.max(wakeAt, now), noAnswer);
      await concludeRun(books, this.deps, outOfLane(run));
    });
  }

  /** What stopped the whole round. An open intent keeps the run open until it is settled. */
  async meet(failure: SyncFailure, settleMs = 30_000): Promise<void> {
    const now = this.deps.clock.now();
    await this.deps.storage.inTransaction(async (books) => {
      const run = await this.latest(books);
      const mustSettle = (await books.intents.ofConnection(run.firmId, run.targetConnectionId)).some(
        (intent) => intent.runId === run.id,
      );
      const failures = run.failures + 1;
      const delay = retryDelay(failure, failures, now, mustSettle ? settleMs : undefined);
      if (delay === undefined) return this.end(books, { ...run, failures }, failure);
      await this.park(books, { ...run, failures }, now + delay, failure.message);
    });
  }

  fail(code: string, message: string, action: string): Promise<void> {
    return this.deps.storage.inTransaction(async (books) => {
      const run = await this.latest(books);
      await books.runs.update({
        ...closed(run),
        status: 'failed',
        finishedAt: instantOf(this.deps.clock.now()),
        failure: { code, message, action },
      });
    });
  }

  private async end(books: Books, run: Run, failure: SyncFailure): Promise<void> {
    const action =
      failure.nextStep === 'reconnect'
        ? 'Reconnect the system, then retry the run.'
        : 'Retry the run when the cause is mended.';
    await books.runs.update({
      ...closed(run),
      status: 'failed',
      finishedAt: instantOf(this.deps.clock.now()),
      failure: {
        code: failure.nextStep === 'reconnect' ? 'needs-reconnect' : `target-${failure.kind}`,
        message: failure.message,
        action,
      },
    });
  }

  /** The lane is free for others meanwhile. */
  private async park(books: Books, run: Run, until: number, why: string): Promise<void> {
    await this.save(books, { ...outOfLane(run), waitingUntil: instantOf(until), waitingFor: why });
    await books.queue.put({ kind: 'run', runId: run.id, firmId: run.firmId, lane: run.targetConnectionId }, until);
  }

  private change(edit: (run: Run) => Run): Promise<void> {
    return this.deps.storage.inTransaction(async (books) => {
      await this.save(books, edit(await this.latest(books)));
    });
  }

  private async latest(books: Books): Promise<Run> {
    await this.lane.hold(books);
    const run = await books.runs.openRunOf(this.current.integrationId, this.current.matterId);
    if (run?.id !== this.current.id) throw new Error(`Run ${this.current.id} was ended by somebody else.`);
    return run;
  }

  private async save(books: Books, run: Run): Promise<void> {
    await books.runs.update(run);
    this.current = run;
  }
}

/** The integration is held meanwhile, so that no edit comes between its revision and its rows. */
async function takeTerms(books: Books, { firmId, id }: Integration): Promise<Partial<Run>> {
  const integration = await books.setups.find(firmId, id, true);
  if (!integration) throw new Refused('not-found', 'The integration was deleted.');
  const { settingsRevision, mappingRevision } = integration;
  return { ...(await readTerms(books, integration)), settingsRevision, mappingRevision };
}

/**
 * Ends a run that has nothing before it any more. Bytes that are still moving keep it open, and so does a worker that
 * is still carrying it out, or a look-up it waits for.
 */
export async function concludeRun(books: Books, deps: Pick<SyncDependencies, 'clock'>, run: Run): Promise<void> {
  const moving = await books.transfers.ofRun(run.id);
  if (moving.length > 0 || run.inLane || run.waitingUntil !== undefined) return books.runs.update(run);
  const changes = await books.runs.changes(run.id);
  await books.runs.update({ ...closed(run), status: finalStatus(changes), finishedAt: instantOf(deps.clock.now()) });
}

/** Of the mappings the revision stays; the rows themselves would only weigh on the log. */
function closed(run: Run): Run {
  const { waitingUntil: _until, waitingFor: _for, mappings: _mappings, ...rest } = outOfLane(run);
  return rest;
}

function outOfLane(run: Run): Run {
  const { inLane: _inLane, ...rest } = run;
  return rest;
}

function sum(a: RequestCounts, b: RequestCounts): RequestCounts {
  return { reads: a.reads + b.reads, writes: a.writes + b.writes, transfers: a.transfers + b.transfers };
}
