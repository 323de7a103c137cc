import type { TargetRecord } from '../../../contracts/objects/target.ts';
import type { Link } from '../identity/sync-link.ts';
import type { Desired } from './desired.ts';
import { isRemade, planDeletedAttachment, planNewAttachment } from './plan-attachment.ts';
import { changeOf, leaveDeleted, planPresent } from './plan-linked.ts';
import type { Change } from './plan.ts';
import type { PlanningState } from './planning-state.ts';
import { sameBytes, sourceMoved } from './source-moved.ts';

/** The code of a document that waits for its transfer. */
export const bytesMoving = 'bytes-moving';

/** Rules, section 5. */
export function planDocument(desired: Desired, state: PlanningState): Change {
  const link = isRemade(state) ? undefined : state.sides.links.get(desired.key);
  if (link) return planLinkedDocument(desired, link, state);
  const change = planNewAttachment(desired, state);
  return change.action === 'create' ? { ...change, bytes: 'create' } : change;
}

function planLinkedDocument(desired: Desired, link: Link, state: PlanningState): Change {
  const { sides } = state;
  const revive = link.sourceDeleted ? { linkEdit: 'revive' as const } : {};
  if (sides.moving.has(desired.key)) {
    return changeOf(desired, {
      action: 'wait',
      code: bytesMoving,
      reason: 'The file is on its way.',
      link,
      targetRef: link.targetRef,
    });
  }
  if (link.targetDeleted && !sourceMoved(desired, link, state.sides.hash))
    return { ...leaveDeleted(desired, link), ...revive };
  if (!sides.records.has(desired.key) && !link.targetDeleted) {
    return changeOf(desired, {
      action: 'leave',
      reason: 'Nothing has changed.',
      link,
      targetRef: link.targetRef,
      ...revive,
    });
  }
  const record = sides.records.get(desired.key);
  if (!record || record.trashed === true) {
    const change = planDeletedAttachment(desired, link, state);
    return change.action === 'create' ? { ...change, bytes: 'create' } : change;
  }
  return { ...revive, ...planBytes(desired, link, record, state) };
}

function planBytes(desired: Desired, link: Link, record: TargetRecord, state: PlanningState): Change {
  const named = planPresent(desired, link, record, state);
  const base = link.document;
  if (!base) return named;
  const onTop = record.document?.version === base.version;
  const inFlight = !base.uploaded && onTop;
  // Whole after all, with the bytes of before: what has changed since needs a version of its own.
  if (inFlight && (!record.document?.uploaded || sameBytes(desired, base))) {
    return { ...named, action: 'update', bytes: 'resume', reason: 'The file had not arrived completely.' };
  }
  if (base.uploaded && sameBytes(desired, base)) return named;
  if (onTop) {
    return { ...named, action: 'update', bytes: 'add-version', reason: 'The file has changed in the source.' };
  }
  return planForeignVersion(desired, named, state);
}

/** Somebody put a version of their own on top of ours. */
function planForeignVersion(desired: Desired, named: Change, state: PlanningState): Change {
  const choice = state.sides.decisions.get(desired.key)?.choice;
  if (choice === 'add-version')
    return {
      ...named,
      action: 'update',
      bytes: 'add-version',
      reason: 'A person decided to put the source’s file on top.',
    };
  if (choice === 'keep') {
    return {
      ...named,
      code: 'version-kept',
      reason: 'A person decided to keep the version of the target.',
      linkEdit: 'accept-version',
    };
  }
  const why = 'The file has changed in the source, and its latest version in the target is somebody else’s.';
  return {
    ...named,
    action: 'ask',
    code: 'document-version-foreign',
    reason: why,
    question: {
      code: 'document-version-foreign',
      question: 'Which version should be on top?',
      evidence: [why],
      candidates: [],
      choices: ['keep', 'add-version'],
    },
  };
}
