import type { BothSides } from '../domain/planning/both-sides.ts';
import { makePlan } from '../domain/planning/make-plan.ts';
import type { Change, Plan } from '../domain/planning/plan.ts';
import type { Freshness, SyncDependencies } from './dependencies.ts';
import type { ReadRequest } from './gathering.ts';
import { readBothSides } from './read-both-sides.ts';
import type { SyncContext } from './sync-context.ts';

/** Milliseconds for which a target's fields are taken as they were read. */
const catalogueMaxAge = 3_600_000;

export interface ReadAndPlanned {
  readonly sides: BothSides;
  readonly plan: Plan;
}

/**
 * Reads both sides and plans; the same for a run and for its preview. A plan that writes is made by fields that were
 * read within the hour; one that writes nothing asks for none.
 */
export async function readAndPlan(
  deps: SyncDependencies,
  context: SyncContext,
  request: ReadRequest,
): Promise<ReadAndPlanned> {
  const planned = await plan(deps, context, request);
  const isFresh = !planned.plan.changes.some(isWrite) || !(await refreshCatalogue(deps, context));
  return isFresh ? planned : plan(deps, context, request);
}

async function plan(deps: SyncDependencies, context: SyncContext, request: ReadRequest): Promise<ReadAndPlanned> {
  const sides = await readBothSides(deps, context, request);
  return { sides, plan: makePlan(sides) };
}

/** Whether the target's fields are others than those that were known. */
export async function refreshCatalogue(
  { catalogues }: SyncDependencies,
  { scope }: SyncContext,
  freshness: Freshness = { maxAgeMs: catalogueMaxAge },
): Promise<boolean> {
  const known = await catalogues.of(scope.firmId, scope.targetConnectionId);
  const now = await catalogues.of(scope.firmId, scope.targetConnectionId, freshness);
  return JSON.stringify(now.fields) !== JSON.stringify(known.fields);
}

export function isWrite({ action }: Change): boolean {
  return action === 'create' || action === 'adopt' || action === 'update';
}
