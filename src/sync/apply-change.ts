import type { ObjectKind } from '../../contracts/objects/values.ts';
import type { Link } from '../domain/identity/sync-link.ts';
import { basesAfter, nothingRefused } from '../domain/planning/bases.ts';
import type { Change, QuestionDraft } from '../domain/planning/plan.ts';
import { applyCreate } from './apply-create.ts';
import type { Round } from './apply-round.ts';
import { applyUpdate } from './apply-update.ts';
import { instantOf } from './dependencies.ts';
import { describeChange, stillOutcome } from './describe-change.ts';
import { documentBase, linkAfter } from './link-after.ts';
import { recordOutcome } from './record-outcome.ts';
import { keyIn, syncerOf } from './sync-context.ts';

/** Carries one change out and records what became of it. */
export async function applyChange(round: Round, change: Change): Promise<void> {
  if (change.takeover) return takeOver(round, change, change.takeover);
  if (change.action === 'create') return applyCreate(round, change);
  if (change.action === 'update' || change.action === 'adopt') return applyUpdate(round, change);
  return recordStill(round, change);
}

/** Nothing to send; but what both sides agree on is remembered, and what was asked is put to a person. */
async function recordStill(round: Round, change: Change): Promise<void> {
  const ref = change.linkEdit === 'drop' ? undefined : change.targetRef;
  if (ref !== undefined) round.stands(change.key, ref);
  else round.comesTo(change.key, change.action === 'wait' ? 'waits' : 'fails');
  const link = linkOfStill(round, change);
  const question = change.question && (await freshQuestion(round, change.kind, change.question));
  await recordOutcome(round.deps, round.context, round.lane, round.runId, {
    change: describeChange(change, { outcome: stillOutcome(change) }),
    ...(link && { link }),
    ...(change.linkEdit === 'drop' && change.link && { dropLink: change.link }),
    ...(question && { question }),
    ...(change.action === 'leave' && { settlesQuestion: true }),
  });
}

/**
 * A matter is told by its client's name, too, and this round may have completed that name. Left as it was read, the
 * candidate would count as changed when a person decides, and the first answer would be turned down.
 */
async function freshQuestion(round: Round, kind: ObjectKind, question: QuestionDraft): Promise<QuestionDraft> {
  if (!round.hasUpdated || question.candidates.length === 0) return question;
  const refs = question.candidates.map(({ targetRef }) => targetRef);
  const read = await syncerOf(round.context.opened, kind).read(refs);
  const candidates = question.candidates.map((candidate) => {
    const summary = read.get(candidate.targetRef)?.summary;
    return summary === undefined ? candidate : { ...candidate, summary };
  });
  return { ...question, candidates };
}

function linkOfStill(round: Round, change: Change): Link | undefined {
  const { link, linkEdit, desired, record, diff } = change;
  if (!link || linkEdit === 'drop') return undefined;
  if (linkEdit === 'flag-source-deleted') return { ...link, sourceDeleted: true };
  if (linkEdit === 'flag-target-deleted') return flagTargetDeleted(round, change, link);
  if (change.action !== 'leave' || !desired || !record || !diff)
    return linkEdit === 'revive' ? { ...link, sourceDeleted: false } : undefined;
  const { draft, marked } = round.ready(desired);
  const bases = basesAfter(link, draft, diff, record, nothingRefused, round.hash, desired.mappedBy);
  const accepted =
    linkEdit === 'accept-version' ? documentBase(desired, record.document?.version ?? '', true) : link.document;
  return linkAfter(round.deps, round.context, {
    desired,
    marked,
    record,
    origin: link.origin,
    bases,
    document: accepted,
  });
}

/** The fingerprint moves on, so that only a later change of the source counts as one. */
function flagTargetDeleted(round: Round, change: Change, link: Link): Link {
  if (!change.desired) return { ...link, targetDeleted: true };
  const { marked } = round.ready(change.desired);
  const moved = linkAfter(round.deps, round.context, {
    desired: change.desired,
    marked,
    record: { ref: link.targetRef, fields: {}, rows: {}, summary: '' },
    origin: link.origin,
    bases: link,
    document: link.document,
  });
  return { ...moved, ...(link.url !== undefined && { url: link.url }), targetDeleted: true };
}

/** The same thing under a new id of the source: the link changes hands, nothing is sent. */
async function takeOver(round: Round, change: Change, takeover: Link): Promise<void> {
  if (takeover.targetDeleted) round.comesTo(change.key, 'fails');
  else round.stands(change.key, takeover.targetRef);
  const link = {
    ...takeover,
    ...keyIn(round.context.scope, change.kind, change.sourceId),
    sourceDeleted: false,
    syncedAt: instantOf(round.deps.clock.now()),
  };
  await recordOutcome(round.deps, round.context, round.lane, round.runId, {
    change: describeChange(change, { outcome: change.action === 'leave' ? 'unchanged' : 'applied' }),
    dropLink: takeover,
    link,
  });
}
