import type { Draft, Patch, TargetRecord } from '../../contracts/objects/target.ts';
import type { FieldPath } from '../../contracts/objects/values.ts';
import type { WriteOutcome } from '../../contracts/outcomes.ts';
import type { DocumentBase } from '../domain/identity/sync-link.ts';
import { witnessOf } from '../domain/identity/witness.ts';
import { basesAfter, nothingRefused, type RefusedParts } from '../domain/planning/bases.ts';
import type { Desired } from '../domain/planning/desired.ts';
import { isEmptyPatch, patchOf, type RecordDiff } from '../domain/planning/diff-record.ts';
import { fieldNote } from '../domain/planning/field-notes.ts';
import type { Change } from '../domain/planning/plan.ts';
import type { FieldNote } from '../domain/runs/run.ts';
import { applyBytes } from './apply-bytes.ts';
import type { Round } from './apply-round.ts';
import { handleRejected, isPerhapsAbsent, lookAgain } from './apply-setbacks.ts';
import { appliedOutcome, describeChange, writtenFields } from './describe-change.ts';
import { documentBase, linkAfter } from './link-after.ts';
import { recordOutcome } from './record-outcome.ts';
import { syncerOf } from './sync-context.ts';
import { writeInHalves } from './write-in-halves.ts';

/** Everything an update works with. */
export interface Update {
  readonly change: Change;
  readonly desired: Desired;
  readonly record: TargetRecord;
  readonly diff: RecordDiff;
  readonly draft: Draft;
  readonly marked: Draft;
}

/** Writes what differs to a record that is there; an adopted one is tied to its source object at the same time. */
export async function applyUpdate(round: Round, change: Change): Promise<void> {
  const { desired, record } = change;
  if (!desired || !record || !change.diff) return;
  const diff = { ...change.diff, write: round.settleValues(change.diff.write) };
  const { draft, marked } = round.ready(desired);
  const update: Update = { change, desired, record, diff, draft, marked };
  const patch = withKey(round, update, patchOf(diff));
  if (isEmptyPatch(patch) && patch.witness === undefined) return finish(round, update, record, nothingRefused, []);
  round.hasUpdated = true;
  const outcome = await syncerOf(round.context.opened, desired.kind).update(record, patch);
  await settle(round, update, patch, outcome);
}

function withKey(round: Round, { change, desired }: Update, patch: Patch): Patch {
  if (!change.addKey) return patch;
  return {
    ...patch,
    witness: witnessOf({ ...round.context.scope, kind: desired.kind, sourceId: desired.sourceId }, round.hash),
  };
}

async function settle(round: Round, update: Update, patch: Patch, outcome: WriteOutcome): Promise<void> {
  if (outcome.kind === 'unknown') return waitAndRead(round, update.change, outcome.lostAt);
  if (outcome.kind === 'rejected') {
    if (outcome.reason.code !== 'invalid') return handleRejected(round, update.change, outcome.reason);
    if (isPerhapsAbsent(round, update.change, outcome.reason, patch.fields)) return readAgain(round, update.change);
    return settleInHalves(round, update, patch, outcome);
  }
  const notes =
    outcome.kind === 'cannot-converge' ? outcome.fields.map((path) => fieldNote(path, 'not-converged')) : [];
  await finish(round, update, outcome.record, nothingRefused, notes);
}

async function settleInHalves(
  round: Round,
  update: Update,
  patch: Patch,
  outcome: Extract<WriteOutcome, { kind: 'rejected' }>,
): Promise<void> {
  // Our key alone was refused: there is nothing to halve.
  if (isEmptyPatch(patch)) return handleRejected(round, update.change, outcome.reason);
  const halved = await writeInHalves(syncerOf(round.context.opened, update.desired.kind), update.record, patch);
  if (halved.broken?.kind === 'unknown') return waitAndRead(round, update.change, halved.broken.lostAt);
  if (halved.broken?.kind === 'rejected') return handleRejected(round, update.change, halved.broken.reason);
  round.catalogueInDoubt = true;
  const paths = new Set<FieldPath>([...halved.refused.fields, ...Object.keys(halved.refused.rows)]);
  if (update.desired.kind === 'matter' && refusesClient(update, paths)) return askAboutClient(round, update, outcome);
  await finish(
    round,
    update,
    halved.record,
    halved.refused,
    [...paths].map((path) => fieldNote(path, 'value-refused')),
  );
}

function refusesClient(update: Update, paths: ReadonlySet<FieldPath>): boolean {
  return Object.entries(update.desired.references).some(([path, reference]) => reference.hard && paths.has(path));
}

/** A matter whose client was swapped in the source, and the target will not have it (rules, section 4). */
async function askAboutClient(
  round: Round,
  { change, record }: Update,
  outcome: Extract<WriteOutcome, { kind: 'rejected' }>,
): Promise<void> {
  round.stands(change.key, record.ref);
  round.asked.add(change.key);
  const why = `The target does not take the new client: ${outcome.reason.message}`;
  await recordOutcome(round.deps, round.context, round.lane, round.runId, {
    change: describeChange(
      { ...change, action: 'ask' },
      { outcome: 'asked', record, code: 'client-refused', reason: why },
    ),
    question: {
      code: 'client-refused',
      question: 'The matter has another client in the source. What should become of it in the target?',
      evidence: [why],
      candidates: [],
      choices: ['leave', 'send-again'],
    },
  });
}

async function finish(
  round: Round,
  update: Update,
  answer: TargetRecord,
  refused: RefusedParts,
  notes: readonly FieldNote[],
): Promise<void> {
  const { change, desired, diff, draft, marked } = update;
  round.stands(change.key, answer.ref);
  const before = change.action === 'adopt' ? { fields: {}, rows: {} } : (change.link ?? { fields: {}, rows: {} });
  const link = linkAfter(round.deps, round.context, {
    desired,
    marked,
    record: answer,
    origin: change.origin ?? change.link?.origin ?? 'adopted',
    bases: basesAfter(before, draft, diff, answer, refused, round.hash, desired.mappedBy),
    document: documentOf(change, desired, answer),
  });
  const told = { notes, written: writtenFields(patchOf(diff), refused) };
  if (change.bytes) return applyBytes(round, { ...update, record: answer }, link, told);
  await recordOutcome(round.deps, round.context, round.lane, round.runId, {
    change: describeChange(change, { outcome: appliedOutcome([...change.notes, ...notes]), record: answer, ...told }),
    link,
    settlesQuestion: true,
  });
}

/** A file found in a matter tied by hand, or a version that a person wants to keep, counts as ours as it stands there. */
function documentOf(change: Change, desired: Desired, answer: TargetRecord): DocumentBase | undefined {
  return change.action === 'adopt' || change.linkEdit === 'accept-version'
    ? documentBase(desired, answer.document?.version ?? '', true)
    : change.link?.document;
}

/** Nothing is said about it yet: the next round knows more. */
async function readAgain(round: Round, change: Change): Promise<void> {
  lookAgain(round, change);
  if (change.targetRef === undefined) round.comesTo(change.key, 'fails');
  else round.stands(change.key, change.targetRef);
}

/** An update carries the revision that was read, so a late one cannot land twice: read again, then decide. */
async function waitAndRead(round: Round, change: Change, lostAt: string): Promise<void> {
  const { settleMs, kinds } = round.sides.capabilities;
  const patience = kinds[change.kind].conditionalUpdate ? settleMs / 6 : settleMs;
  round.wake(Date.parse(lostAt) + patience);
  round.suspects.add(change.key);
  if (change.targetRef !== undefined && change.action === 'update') round.stands(change.key, change.targetRef);
  else round.comesTo(change.key, 'waits');
  await recordOutcome(round.deps, round.context, round.lane, round.runId, {
    change: describeChange(change, {
      outcome: 'waiting',
      code: 'making-sure',
      reason: 'The target did not answer; making sure before trying again.',
    }),
  });
}
