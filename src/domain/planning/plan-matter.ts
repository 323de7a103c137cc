import type { TargetRecord } from '../../../contracts/objects/target.ts';
import { fold } from '../identity/fold.ts';
import { objectKey } from '../identity/object-key.ts';
import type { Link } from '../identity/sync-link.ts';
import type { Desired } from './desired.ts';
import { changeOf, leaveUnchanged, planAdoption, planPresent } from './plan-linked.ts';
import type { Change } from './plan.ts';
import type { PlanningState } from './planning-state.ts';

/** A matter is made once; one that a person typed by hand is never taken in silence (rules, section 3). */
export function planMatter(desired: Desired, state: PlanningState): Change {
  const link = state.sides.links.get(desired.key);
  return link ? planLinkedMatter(desired, link, state) : planNewMatter(desired, state);
}

function planNewMatter(desired: Desired, state: PlanningState): Change {
  const { sides } = state;
  if (desired.blocked)
    return changeOf(desired, { action: 'refuse', code: desired.blocked.code, reason: desired.blocked.reason });
  const decision = sides.decisions.get(desired.key);
  const chosen =
    decision?.choice === 'link' && decision.targetRef !== undefined ? sides.decided.get(decision.targetRef) : undefined;
  if (chosen)
    return planAdoption(desired, chosen, state, {
      origin: 'by-hand',
      reason: 'A person decided that it is this matter.',
    });
  const isNewClient = Object.values(desired.references).some(
    ({ kind, sourceId }) => state.planned(objectKey(kind, sourceId))?.action === 'create',
  );
  const alike =
    isNewClient || decision?.choice === 'create' || decision?.choice === 'recreate'
      ? []
      : sides.clientMatters.filter((record) => isAlike(desired, record, sides.titleField));
  if (alike.length === 0)
    return changeOf(desired, { action: 'create', reason: 'The matter is not in the target yet.' });
  const why = 'The client already has a matter of this description or number.';
  return changeOf(desired, {
    action: 'ask',
    code: 'matter-may-exist',
    reason: why,
    question: {
      code: 'matter-may-exist',
      question: 'Is this a matter that somebody has already opened by hand?',
      evidence: [why],
      candidates: alike.map((record) => ({
        targetRef: record.ref,
        summary: record.summary,
        ...(record.url !== undefined && { url: record.url }),
      })),
      choices: ['link', 'create'],
    },
  });
}

function isAlike(desired: Desired, record: TargetRecord, titleField: string | undefined): boolean {
  if (titleField === undefined) return false;
  const title = fold(textOf(desired.draft.fields[titleField]));
  return (
    title !== '' &&
    (fold(textOf(record.fields[titleField])) === title || fold(textOf(record.fields.display_number)) === title)
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function planLinkedMatter(desired: Desired, link: Link, state: PlanningState): Change {
  const { records } = state.sides;
  if (link.targetDeleted) return leaveDeleted(desired, link);
  if (!records.has(desired.key)) return leaveUnchanged(desired, link, state);
  const record = records.get(desired.key);
  return record ? planPresent(desired, link, record, state) : planDeletedMatter(desired, link, state);
}

function leaveDeleted(desired: Desired, link: Link): Change {
  return changeOf(desired, {
    action: 'leave',
    code: 'matter-gone',
    reason: 'The matter was deleted in the target; a person decided to leave it so.',
    link,
  });
}

function planDeletedMatter(desired: Desired, link: Link, state: PlanningState): Change {
  const decision = state.sides.decisions.get(desired.key);
  if (decision?.choice === 'recreate') {
    return changeOf(desired, {
      action: 'create',
      reason: 'A person decided to make the matter again.',
      link,
      linkEdit: 'drop',
    });
  }
  if (decision?.choice === 'leave') return { ...leaveDeleted(desired, link), linkEdit: 'flag-target-deleted' };
  if (decision?.choice === 'unlink') {
    return changeOf(desired, {
      action: 'leave',
      code: 'matter-unlinked',
      reason: 'A person untied the matter.',
      link,
      linkEdit: 'drop',
    });
  }
  const why = 'The matter is gone in the target, or not visible to the user who connected.';
  return changeOf(desired, {
    action: 'ask',
    code: 'matter-gone',
    reason: why,
    question: {
      code: 'matter-gone',
      question: 'The matter cannot be seen in the target any more. What should become of it?',
      evidence: [why, `It was record ${link.targetRef}.`],
      candidates: [],
      choices: ['leave', 'unlink', 'recreate'],
    },
  });
}
