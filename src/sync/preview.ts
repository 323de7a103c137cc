import { type ObjectKey, objectKey } from '../domain/identity/object-key.ts';
import { nextMove } from '../domain/journal/settle-clock.ts';
import type { MappingSet } from '../domain/mapping/field-mapping.ts';
import type { MappingProblem } from '../domain/mapping/mapping-problems.ts';
import type { Awaiting } from '../domain/planning/both-sides.ts';
import { isEmptyPatch, patchOf } from '../domain/planning/diff-record.ts';
import type { Change } from '../domain/planning/plan.ts';
import { Refused } from '../domain/refusals.ts';
import type { RequestCounts, RunChange } from '../domain/runs/run.ts';
import { instantOf, type SyncDependencies } from './dependencies.ts';
import { describeChange, stillOutcome } from './describe-change.ts';
import { type PreviewField, previewValues } from './preview-values.ts';
import { isWrite, readAndPlan } from './read-and-plan.ts';
import { openContext, type SyncContext } from './sync-context.ts';
import { readTerms } from './terms.ts';

export interface PreviewRequest {
  readonly firmId: string;
  readonly integrationId: string;
  readonly matterId: string;
  readonly for: 'sync' | 'convert';
  readonly verify: boolean;
}

export interface PreviewChange extends RunChange {
  readonly values: readonly PreviewField[];
}

export interface PreviewResult {
  readonly planHash: string;
  readonly changes: readonly PreviewChange[];
  readonly mappingProblems: readonly MappingProblem[];
  readonly counts: Readonly<Record<string, number>>;
  /** What carrying the plan out would take; the reads are those of the plan itself. */
  readonly requests: RequestCounts;
}

/** The same read and plan as the sync it previews; reads only, outside the lane (rules, section 8). */
export class Preview {
  private readonly deps: SyncDependencies;

  constructor(deps: SyncDependencies) {
    this.deps = deps;
  }

  async of(request: PreviewRequest): Promise<PreviewResult> {
    const integration = await this.deps.storage.books.setups.find(request.firmId, request.integrationId);
    if (!integration) throw new Refused('not-found', 'There is no such integration.');
    if (request.for === 'convert' && !integration.settings.matterConversionSync) return this.nothing();
    const terms = await readTerms(this.deps.storage.books, integration);
    const context = await openContext(this.deps, integration, terms, request.matterId);
    const { sides, plan } = await readAndPlan(this.deps, context, {
      verify: request.verify,
      retryRefused: false,
      awaiting: await this.awaiting(context),
      suspects: new Set(),
      ...(request.for === 'convert' && { view: { hiredAt: instantOf(this.deps.clock.now()) } }),
    });
    const planned = plan.changes.map(planOf);
    return {
      planHash: plan.hash,
      changes: plan.changes.map((change) => describePlanned(change, sides.mappings)),
      mappingProblems: sides.mappingProblems,
      counts: countActions(plan.changes),
      requests: {
        reads: context.requests.take().reads,
        writes: total(planned, 'writes'),
        transfers: total(planned, 'transfers'),
      },
    };
  }

  private nothing(): PreviewResult {
    return {
      planHash: this.deps.digest.keyed('nothing to do'),
      changes: [],
      mappingProblems: [],
      counts: {},
      requests: { reads: 0, writes: 0, transfers: 0 },
    };
  }

  /** What the line would make of open intents now, without looking. */
  private async awaiting({ scope, opened }: SyncContext): Promise<Map<ObjectKey, Awaiting>> {
    const intents = await this.deps.storage.books.intents.ofConnection(scope.firmId, scope.targetConnectionId);
    const ours = intents.filter((intent) => intent.sourceConnectionId === scope.sourceConnectionId);
    return new Map(
      ours.map((intent) => {
        const sendAgain =
          !intent.contested && nextMove(intent, opened.target.capabilities.settleMs).move === 'send-again';
        return [objectKey(intent.kind, intent.sourceId), { contested: intent.contested, sendAgain }];
      }),
    );
  }
}

function describePlanned(change: Change, mappings: MappingSet): PreviewChange {
  const still = isWrite(change) ? 'pending' : stillOutcome(change);
  return { ...describeChange(change, { outcome: still }), values: previewValues(change, mappings) };
}

function planOf(change: Change): Pick<RequestCounts, 'writes' | 'transfers'> {
  const { action, bytes, diff, addKey, takeover } = change;
  if (takeover || !isWrite(change)) return { writes: 0, transfers: 0 };
  const patched = diff && (addKey || !isEmptyPatch(patchOf(diff))) ? 1 : 0;
  const made = action === 'create' || bytes === 'add-version' ? 1 : 0;
  return { writes: patched + made + (bytes ? 1 : 0), transfers: bytes ? 1 : 0 };
}

function total(planned: readonly Pick<RequestCounts, 'writes' | 'transfers'>[], what: 'writes' | 'transfers'): number {
  return planned.reduce((sum, one) => sum + one[what], 0);
}

function countActions(changes: readonly Change[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { action } of changes) counts[action] = (counts[action] ?? 0) + 1;
  return counts;
}
