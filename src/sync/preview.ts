import { type ObjectKey, objectKey } from '../domain/identity/object-key.ts';
import { nextMove } from '../domain/journal/settle-clock.ts';
import type { Awaiting } from '../domain/planning/both-sides.ts';
import { isEmptyPatch, patchOf } from '../domain/planning/diff-record.ts';
import { makePlan } from '../domain/planning/make-plan.ts';
import type { Change } from '../domain/planning/plan.ts';
import { pendingKey } from '../domain/planning/plan.ts';
import { Refused } from '../domain/refusals.ts';
import type { RequestCounts, RunChange } from '../domain/runs/run.ts';
import { instantOf, type SyncDependencies } from './dependencies.ts';
import { describeChange, stillOutcome } from './describe-change.ts';
import { readBothSides } from './read-both-sides.ts';
import { openContext, type SyncContext } from './sync-context.ts';

export interface PreviewRequest {
  readonly firmId: string;
  readonly integrationId: string;
  readonly matterId: string;
  readonly for: 'sync' | 'convert';
  readonly verify: boolean;
}

/** One field of a planned change: what the target has, and what it would get. */
export interface PreviewField {
  readonly field: string;
  readonly now?: unknown;
  readonly after: unknown;
}

export interface PreviewChange extends RunChange {
  readonly values: readonly PreviewField[];
}

export interface PreviewResult {
  readonly planHash: string;
  readonly changes: readonly PreviewChange[];
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
    const context = await openContext(this.deps, integration, integration.settings, request.matterId);
    const sides = await readBothSides(this.deps, context, {
      verify: request.verify,
      retryRefused: false,
      awaiting: await this.awaiting(context),
      suspects: new Set(),
      ...(request.for === 'convert' && { view: { hiredAt: instantOf(this.deps.clock.now()) } }),
    });
    const plan = makePlan(sides);
    const planned = plan.changes.map(planOf);
    return {
      planHash: plan.hash,
      changes: plan.changes.map(describePlanned),
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

function describePlanned(change: Change): PreviewChange {
  const still =
    change.action === 'create' || change.action === 'adopt' || change.action === 'update'
      ? 'pending'
      : stillOutcome(change);
  return { ...describeChange(change, { outcome: still }), values: valuesOf(change) };
}

function valuesOf({ action, desired, diff, record }: Change): PreviewField[] {
  if (action === 'create' && desired) {
    const spoken = Object.entries({ ...desired.draft.fields, ...desired.draft.rows }).filter(
      ([, value]) => value !== null,
    );
    return spoken.map(([field, after]) => ({ field, after }));
  }
  if (!diff) return [];
  const { fields, rows } = patchOf(diff);
  return [
    ...Object.entries(fields).map(([field, value]) => ({
      field,
      now: record?.fields[field] ?? null,
      after: pendingKey(value) ? 'made by this sync' : value,
    })),
    ...Object.entries(rows).map(([field, steps]) => ({ field, now: record?.rows[field] ?? [], after: steps })),
  ];
}

function planOf({ action, bytes, diff, addKey, takeover }: Change): Pick<RequestCounts, 'writes' | 'transfers'> {
  if (takeover || (action !== 'create' && action !== 'update' && action !== 'adopt'))
    return { writes: 0, transfers: 0 };
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
