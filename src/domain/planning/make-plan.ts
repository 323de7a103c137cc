import { objectKey } from '../identity/object-key.ts';
import type { BothSides } from './both-sides.ts';
import type { Desired } from './desired.ts';
import { patchOf } from './diff-record.ts';
import { planAttachment } from './plan-attachment.ts';
import { planContact } from './plan-contact.ts';
import { planDocument } from './plan-document.ts';
import { changeOf } from './plan-linked.ts';
import { planMatter } from './plan-matter.ts';
import type { Change, Plan } from './plan.ts';
import { PlanningState } from './planning-state.ts';

const planners = {
  contact: planContact,
  matter: planMatter,
  relationship: planAttachment,
  note: planAttachment,
  document: planDocument,
} as const;

/** What a sync would do, from both sides as they are. Pure: the same sides give the same plan. */
export function makePlan(sides: BothSides): Plan {
  const state = new PlanningState(sides);
  for (const desired of sides.desired) state.add(planOne(desired, state));
  for (const change of planVanished(state)) state.add(change);
  return { changes: state.changes, hash: sides.hash(JSON.stringify(state.changes.map(essence))) };
}

function planOne(desired: Desired, state: PlanningState): Change {
  const { sides } = state;
  const link = sides.links.get(desired.key);
  const awaiting = sides.awaiting.get(desired.key);
  if (awaiting && !awaiting.sendAgain) return planAwaiting(desired, awaiting.contested, link?.targetRef);
  if (!link) return planHindered(desired, state) ?? planners[desired.kind](desired, state);
  const change = planners[desired.kind](desired, state);
  // What was deleted and is made again needs what it belongs to, like anything new.
  return change.action === 'create' ? (planHindered(desired, state) ?? change) : change;
}

/** What a new object belongs to was not carried over, or is still being made sure of. */
function planHindered(desired: Desired, state: PlanningState): Change | undefined {
  const obstacle = state.obstacle(desired);
  if (obstacle) {
    return changeOf(desired, {
      action: 'refuse',
      code: 'depends-on',
      reason: `It belongs to the ${obstacle.kind}, which was not carried over: ${obstacle.reason}`,
    });
  }
  const waitsFor = state.waitsFor(desired);
  return (
    waitsFor &&
    changeOf(desired, {
      action: 'wait',
      code: 'waits-for',
      reason: `It waits for the ${waitsFor.kind}. ${waitsFor.reason}`,
    })
  );
}

function planAwaiting(desired: Desired, contested: boolean, targetRef: string | undefined): Change {
  if (contested) {
    return changeOf(desired, {
      action: 'ask',
      code: 'evidence-contradicts',
      reason: 'What the target shows contradicts itself; a person has to look.',
    });
  }
  return changeOf(desired, {
    action: 'wait',
    code: 'making-sure',
    reason: 'The target did not answer; making sure before trying again.',
    ...(targetRef !== undefined && { targetRef }),
  });
}

/** Deletions in the source are never carried over: the link is flagged, once. */
function planVanished(state: PlanningState): Change[] {
  const { sides } = state;
  const present = new Set(sides.desired.map((desired) => desired.key));
  const taken = new Set(
    state.changes.flatMap((change) => (change.takeover ? [objectKey(change.kind, change.takeover.sourceId)] : [])),
  );
  return [...sides.links.entries()].flatMap(([key, link]): Change[] => {
    if (present.has(key) || taken.has(key) || link.sourceDeleted || !sides.read.has(link.kind)) return [];
    return [
      {
        key,
        kind: link.kind,
        sourceId: link.sourceId,
        action: 'leave',
        code: 'deleted-in-source',
        reason: 'It is gone from the source; what is in the target stays.',
        notes: [],
        targetRef: link.targetRef,
        link,
        linkEdit: 'flag-source-deleted',
      },
    ];
  });
}

/** What makes two plans the same: what would be done, not how it was found out. */
function essence(change: Change): unknown {
  const { key, action, code, targetRef, desired, diff, bytes, question, addKey, linkEdit } = change;
  const draft = action === 'create' ? [desired?.draft, desired?.references] : undefined;
  return [
    key,
    action,
    code,
    targetRef,
    draft,
    diff && patchOf(diff),
    bytes,
    desired?.document,
    question?.code,
    desired?.asked?.map(({ field, term }) => [field, term.key]),
    addKey,
    linkEdit,
  ];
}
