import type { TargetRecord } from '../../../contracts/objects/target.ts';
import { objectKey } from '../identity/object-key.ts';
import type { Link } from '../identity/sync-link.ts';
import type { Desired } from './desired.ts';
import { changeOf, leaveDeleted, planAdoption, planPresent } from './plan-linked.ts';
import { planTakeover } from './plan-takeover.ts';
import type { Change } from './plan.ts';
import type { PlanningState } from './planning-state.ts';
import { sourceMoved } from './source-moved.ts';

/** Notes and relationships: what hangs on the matter and has no key of its own. */
export function planAttachment(desired: Desired, state: PlanningState): Change {
  const link = state.sides.links.get(desired.key);
  return link && !isRemade(state) ? planLinkedAttachment(desired, link, state) : planNewAttachment(desired, state);
}

/** After the matter is made again its notes, files and ties are made again too. */
export function isRemade(state: PlanningState): boolean {
  const matter = state.changes.find((change) => change.kind === 'matter');
  return matter?.action === 'create' && matter.linkEdit === 'drop';
}

export function planNewAttachment(desired: Desired, state: PlanningState): Change {
  if (desired.blocked)
    return changeOf(desired, { action: 'refuse', code: desired.blocked.code, reason: desired.blocked.reason });
  const twin = desired.kind === 'relationship' ? twinOf(desired, state) : undefined;
  if (twin)
    return changeOf(desired, {
      action: 'leave',
      code: 'folded',
      reason: 'The same person with the same label is tied to the matter already.',
    });
  const takeover = isRemade(state) ? undefined : planTakeover(desired, state);
  if (takeover) return takeover;
  const own = untaken(desired, state);
  if (own)
    return planAdoption(desired, own, state, { origin: 'by-hand', reason: 'The matter tied by hand already has it.' });
  return changeOf(desired, { action: 'create', reason: 'It is not in the target yet.' });
}

function planLinkedAttachment(desired: Desired, link: Link, state: PlanningState): Change {
  const { records } = state.sides;
  const revive = link.sourceDeleted ? { linkEdit: 'revive' as const } : {};
  const isRemadeToo = namesRemade(desired, state);
  if (link.targetDeleted && !isRemadeToo && !sourceMoved(desired, link, state.sides.hash))
    return { ...leaveDeleted(desired, link), ...revive };
  if (!records.has(desired.key) && !link.targetDeleted) {
    return changeOf(desired, {
      action: 'leave',
      reason: 'Nothing has changed.',
      link,
      targetRef: link.targetRef,
      ...revive,
    });
  }
  const record = records.get(desired.key);
  if (record && record.trashed !== true) return { ...revive, ...planPresent(desired, link, record, state) };
  if (isRemadeToo) {
    const reason = 'It went with the contact, which a person decided to make again.';
    return changeOf(desired, { action: 'create', reason, link, linkEdit: 'drop' });
  }
  return planDeletedAttachment(desired, link, state);
}

/** A tie goes with its contact when that is deleted, and comes back with it. */
function namesRemade(desired: Desired, state: PlanningState): boolean {
  return Object.values(desired.references).some(({ kind, sourceId }) => {
    const change = state.planned(objectKey(kind, sourceId));
    return change?.action === 'create' && change.linkEdit === 'drop';
  });
}

/** Deleted by a person: not brought back unless the source moved. */
export function planDeletedAttachment(desired: Desired, link: Link, state: PlanningState): Change {
  if (sourceMoved(desired, link, state.sides.hash)) {
    return changeOf(desired, {
      action: 'create',
      reason: 'It was deleted in the target, but has changed in the source since.',
      link,
      linkEdit: 'drop',
    });
  }
  return { ...leaveDeleted(desired, link), linkEdit: 'flag-target-deleted' };
}

/** Equal in contact and label: one tie is enough. One that has a record of its own keeps it, wherever it is listed. */
function twinOf(desired: Desired, state: PlanningState): Desired | undefined {
  const { sides } = state;
  const textOf = (one: Desired) => JSON.stringify(state.resolve(one).draft);
  const mine = textOf(desired);
  const stands = (one: Desired) => {
    const change = state.planned(one.key);
    return change ? change.code !== 'folded' : !isRemade(state) && sides.links.has(one.key);
  };
  return sides.desired.find(
    (one) => one.kind === 'relationship' && one.key !== desired.key && stands(one) && textOf(one) === mine,
  );
}

/** A record of the matter tied by hand that holds just this and that nobody has taken yet. */
export function untaken(desired: Desired, state: PlanningState): TargetRecord | undefined {
  const { draft, unresolved } = state.resolve(desired);
  if (unresolved.length > 0) return undefined;
  return state.sides.belongings
    .get(desired.kind)
    ?.find(
      (record) =>
        !state.claimed(record.ref) &&
        state.sides.differences(desired.kind, draft, record).length === 0 &&
        sameSize(desired, record),
    );
}

function sameSize(desired: Desired, record: TargetRecord): boolean {
  return !desired.document || (record.document?.uploaded === true && record.document.size === desired.document.size);
}
