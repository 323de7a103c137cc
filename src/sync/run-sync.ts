import { SyncFailure } from '../../contracts/failures.ts';
import type { ObjectKey } from '../domain/identity/object-key.ts';
import type { Change, Plan } from '../domain/planning/plan.ts';
import { Refused } from '../domain/refusals.ts';
import { isOpen } from '../domain/runs/run.ts';
import type { WorkItem } from '../ports/work-queue.ts';
import { applyChange } from './apply-change.ts';
import { applyRound, Round } from './apply-round.ts';
import { askAboutValues } from './ask-about-values.ts';
import type { SyncDependencies } from './dependencies.ts';
import { describeChange, stillOutcome } from './describe-change.ts';
import { LaneHold } from './lane-hold.ts';
import { closeOrphans, subjectKey } from './questions.ts';
import { isWrite, readAndPlan, refreshCatalogue } from './read-and-plan.ts';
import { recoverIntents, type Recovered } from './recover-intents.ts';
import { RunKeeper } from './run-keeper.ts';
import { openContext, type SyncContext } from './sync-context.ts';

/** How often a run reads and plans anew because the target moved under its hands, before it says so. */
const mostRounds = 6;

/** The line: read both sides, plan, apply, record. The only place that knows the order. */
export class RunSync {
  private readonly deps: SyncDependencies;

  constructor(deps: SyncDependencies) {
    this.deps = deps;
  }

  /** Serves one run of a lane until it ends or has to wait. */
  async handle(item: Extract<WorkItem, { kind: 'run' }>): Promise<void> {
    const { books } = this.deps.storage;
    const run = await books.runs.find(item.firmId, item.runId);
    if (!run || !isOpen(run)) return;
    const due = run.settings && run.waitingUntil !== undefined ? Date.parse(run.waitingUntil) : 0;
    // The queue keeps time by another clock and may come early; a request that was folded in need not wait.
    if (due > this.deps.clock.now()) return books.queue.put(item, due);
    const lane = new LaneHold(run.targetConnectionId, await books.lanes.claim(run.targetConnectionId));
    const keeper = new RunKeeper(this.deps, lane, run);
    const integration = await books.setups.find(run.firmId, run.integrationId);
    if (!integration)
      return keeper.fail('integration-gone', 'The integration was deleted.', 'Make it again, then sync the matter.');
    let context: SyncContext | undefined;
    try {
      await keeper.start(integration);
      context = await openContext(this.deps, integration, keeper.terms, run.matterId);
      await this.rounds(context, lane, keeper);
    } catch (failure) {
      await keeper.add(context?.requests.take());
      if (failure instanceof SyncFailure) return keeper.meet(failure, context?.opened.target.capabilities.settleMs);
      if (failure instanceof Refused)
        return keeper.fail(failure.code, failure.message, 'Check the matter in the source, then sync it again.');
      throw failure;
    }
  }

  private async rounds(context: SyncContext, lane: LaneHold, keeper: RunKeeper): Promise<void> {
    let suspects: ReadonlySet<ObjectKey> = new Set();
    for (let count = 1; ; count += 1) {
      const round = await this.round(context, lane, keeper, suspects);
      await keeper.add(context.requests.take());
      if (!(round instanceof Round)) return this.showInstead(keeper, round);
      suspects = round.suspects;
      if (!round.again || count >= mostRounds) return keeper.finishRounds(round.wakeAt);
    }
  }

  /** One passage of the line; the plan alone when it is not the one that was shown. */
  private async round(
    context: SyncContext,
    lane: LaneHold,
    keeper: RunKeeper,
    suspects: ReadonlySet<ObjectKey>,
  ): Promise<Round | Plan> {
    const { verify, retryRefused, expect } = keeper.run.wish;
    const recovered = await recoverIntents(this.deps, context, lane);
    const request = { verify, retryRefused, awaiting: recovered.awaiting, suspects };
    const { sides, plan } = await readAndPlan(this.deps, context, request);
    if (expect !== undefined && expect !== plan.hash) return plan;
    await keeper.planned(plan.hash, sides.mappingProblems);
    const round = new Round(this.deps, context, lane, keeper.run.id, sides);
    for (const at of awaitedBy(keeper.run.id, plan, recovered)) round.wake(at);
    await applyRound(round, plan, applyChange);
    await this.settleQuestions(round, plan);
    // What was refused may be gone from the target: planned anew by what is there, the run can name it.
    if (round.catalogueInDoubt && (await refreshCatalogue(this.deps, context, { refresh: true }))) round.again = true;
    return round;
  }

  private settleQuestions({ context, asked, lane }: Round, plan: Plan): Promise<void> {
    const keysOf = (...actions: Change['action'][]) =>
      plan.changes.filter(({ action }) => actions.includes(action)).map(({ key }) => key);
    return this.deps.storage.inTransaction(async (books) => {
      await lane.hold(books);
      await askAboutValues(books, this.deps, context, plan.changes);
      await closeOrphans(
        books,
        this.deps,
        context,
        new Set([...asked, ...keysOf('ask'), ...valuesAsked(plan)]),
        new Set(keysOf('wait', 'refuse')),
      );
    });
  }

  /** The plan as it would be now, nothing of it carried out. */
  private async showInstead(keeper: RunKeeper, plan: Plan): Promise<void> {
    for (const change of plan.changes) {
      await this.deps.storage.books.runs.saveChange(
        keeper.run.id,
        describeChange(change, { outcome: isWrite(change) ? 'skipped' : stillOutcome(change) }),
      );
    }
    const shown = `The plan is no longer the one that was shown: ${plan.hash} instead of ${keeper.run.wish.expect}.`;
    await keeper.fail('plan-changed', shown, 'Look at the preview again and confirm it.');
  }
}

/** The fields that questions about values are about, as `subjectKey` names them. */
function valuesAsked({ changes }: Plan): string[] {
  return changes.flatMap(({ kind, sourceId, desired }) =>
    (desired?.asked ?? []).map(({ field }) => subjectKey({ kind, sourceId, field })),
  );
}

/** Look-ups that this run waits for: of what it sent itself, and of what it has in its plan. Other matters go on. */
function awaitedBy(runId: string, plan: Plan, { looks }: Recovered): number[] {
  const planned = new Set(plan.changes.map(({ key }) => key));
  return [...looks].filter(([key, look]) => look.runId === runId || planned.has(key)).map(([, { at }]) => at);
}
