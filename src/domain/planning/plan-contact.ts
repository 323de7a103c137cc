import type { TargetRecord } from '../../../contracts/objects/target.ts';
import { type ContactMatch, matchContact } from '../identity/match-contact.ts';
import type { Link } from '../identity/sync-link.ts';
import type { Candidate } from '../runs/attention.ts';
import type { FoundContact, GoneEvidence, OpenDecision } from './both-sides.ts';
import type { Desired } from './desired.ts';
import { changeOf, leaveUnchanged, planAdoption, planPresent } from './plan-linked.ts';
import type { Change, QuestionDraft } from './plan.ts';
import type { PlanningState } from './planning-state.ts';

/** Rules, section 3. */
export function planContact(desired: Desired, state: PlanningState): Change {
  const link = state.sides.links.get(desired.key);
  return link ? planLinkedContact(desired, link, state) : planNewContact(desired, state);
}

function planLinkedContact(desired: Desired, link: Link, state: PlanningState): Change {
  const { records } = state.sides;
  if (link.targetDeleted) return leaveGone(desired, link);
  if (!records.has(desired.key)) return leaveUnchanged(desired, link, state);
  const record = records.get(desired.key);
  return record ? planPresent(desired, link, record, state) : planGoneContact(desired, link, state);
}

function planNewContact(desired: Desired, state: PlanningState): Change {
  const { sides } = state;
  if (desired.blocked)
    return changeOf(desired, { action: 'refuse', code: desired.blocked.code, reason: desired.blocked.reason });
  const decision = sides.decisions.get(desired.key);
  const decided = decision && planDecided(desired, decision, state);
  if (decided) return decided;
  const found = sides.candidates.get(desired.key) ?? [];
  const match = matchContact(sides.likenessOf(desired.draft), found.map(asCandidate));
  return planMatch(desired, match, found, state);
}

function asCandidate(found: FoundContact) {
  const { record, ...state } = found;
  return { ref: record.ref, ...state };
}

function planMatch(
  desired: Desired,
  match: ContactMatch,
  found: readonly FoundContact[],
  state: PlanningState,
): Change {
  const create = changeOf(desired, { action: 'create', reason: 'Nobody in the target is this contact.' });
  if (match.verdict === 'create') return create;
  const asks = state.sides.settings.contactMatching === 'ask';
  if (match.verdict === 'ask') {
    if (!asks)
      return {
        ...create,
        reason: 'A contact of this name exists, but may be somebody else; this integration makes a new one.',
      };
    return askWho(
      desired,
      match.code,
      match.why,
      found.filter(({ record }) => match.refs.includes(record.ref)),
    );
  }
  const chosen = found.find(({ record }) => record.ref === match.ref);
  if (!chosen) return create;
  if (state.claimed(match.ref)) {
    if (!asks)
      return {
        ...create,
        reason: 'The contact that fits is another one of this matter; this integration makes a new one.',
      };
    return askShared(desired, chosen.record);
  }
  return planAdoption(desired, chosen.record, state, {
    origin: chosen.carriesOurKey ? 'created' : 'adopted',
    reason: chosen.carriesOurKey
      ? 'It carries our key for this contact.'
      : 'Same name and e-mail address: it is the same contact.',
  });
}

function askShared(desired: Desired, record: TargetRecord): Change {
  return askWho(desired, 'contact-shared', 'Another contact of the source is the same contact of the target.', [
    { record },
  ]);
}

function askWho(desired: Desired, code: string, why: string, found: readonly Pick<FoundContact, 'record'>[]): Change {
  const question: QuestionDraft = {
    code,
    question: 'Is this one of the contacts that are already there?',
    evidence: [why],
    candidates: found.map(candidateOf),
    choices: ['link', 'create'],
  };
  return changeOf(desired, { action: 'ask', code, reason: why, question });
}

function candidateOf({ record }: Pick<FoundContact, 'record'>): Candidate {
  return { targetRef: record.ref, summary: record.summary, ...(record.url !== undefined && { url: record.url }) };
}

function planDecided(desired: Desired, decision: OpenDecision, state: PlanningState): Change | undefined {
  if (decision.choice === 'create' || decision.choice === 'recreate') {
    return changeOf(desired, { action: 'create', reason: 'A person decided to make a new contact.' });
  }
  const record =
    decision.choice === 'link' && decision.targetRef !== undefined
      ? state.sides.decided.get(decision.targetRef)
      : undefined;
  if (record && state.claimed(record.ref)) return askShared(desired, record);
  return (
    record &&
    planAdoption(desired, record, state, { origin: 'by-hand', reason: 'A person decided that it is this contact.' })
  );
}

function planGoneContact(desired: Desired, link: Link, state: PlanningState): Change {
  const decision = state.sides.decisions.get(desired.key);
  const decided = decision && planDecided(desired, decision, state);
  if (decided) return decided.action === 'create' ? { ...decided, linkEdit: 'drop' } : decided;
  if (decision?.choice === 'leave') return { ...leaveGone(desired, link), linkEdit: 'flag-target-deleted' };
  const evidence = state.sides.gone.get(desired.key);
  const merged = evidence && whoItBecame(desired, evidence, state);
  if (merged && !state.claimed(merged.record.ref)) {
    return planAdoption(desired, merged.record, state, {
      origin: 'adopted',
      code: 'merged-in-target',
      reason: 'The contact was merged in the target; now tied to the one that was kept.',
    });
  }
  return askGone(desired, evidence, link);
}

function leaveGone(desired: Desired, link: Link): Change {
  return changeOf(desired, {
    action: 'leave',
    code: 'contact-gone',
    reason: 'The contact is gone in the target; a person decided to leave it so.',
    link,
  });
}

/** The matter's client, then our key, then surely the same: the first that says exactly one. */
function whoItBecame(desired: Desired, evidence: GoneEvidence, state: PlanningState): FoundContact | undefined {
  const contact = state.sides.likenessOf(desired.draft);
  const free = (found: readonly FoundContact[]) => found.filter((one) => !one.somebodyElse && !one.shared);
  const client = evidence.matterClient;
  if (
    client &&
    !client.somebodyElse &&
    !client.shared &&
    matchContact(contact, [asCandidate(client)]).verdict !== 'create'
  )
    return client;
  const keyed = free(evidence.byKey);
  if (keyed.length === 1) return keyed[0];
  const match = matchContact(
    contact,
    evidence.alike.map((one) => ({ ...asCandidate(one), carriesOurKey: false })),
  );
  return match.verdict === 'adopt' ? evidence.alike.find(({ record }) => record.ref === match.ref) : undefined;
}

function askGone(desired: Desired, evidence: GoneEvidence | undefined, link: Link): Change {
  const found = evidence
    ? [...(evidence.matterClient ? [evidence.matterClient] : []), ...evidence.byKey, ...evidence.alike]
    : [];
  const distinct = [
    ...new Map(found.filter((one) => !one.somebodyElse && !one.shared).map((one) => [one.record.ref, one])).values(),
  ];
  const why = 'The contact is gone in the target, or not visible to the user who connected.';
  const question: QuestionDraft = {
    code: 'contact-gone',
    question: 'The contact cannot be seen in the target any more. What should become of it?',
    evidence: [why, `It was record ${link.targetRef}.`],
    candidates: distinct.map(candidateOf),
    choices: ['leave', 'link', 'recreate'],
  };
  return changeOf(desired, { action: 'ask', code: 'contact-gone', reason: why, question });
}
