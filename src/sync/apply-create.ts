import type { Draft, TargetRecord } from '../../contracts/objects/target.ts';
import type { FieldPath } from '../../contracts/objects/values.ts';
import type { WriteOutcome } from '../../contracts/outcomes.ts';
import { witnessOf } from '../domain/identity/witness.ts';
import type { Intent } from '../domain/journal/intent.ts';
import { basesOfCreated, nothingRefused, type RefusedParts } from '../domain/planning/bases.ts';
import { isBlank } from '../domain/planning/canonical.ts';
import type { Desired } from '../domain/planning/desired.ts';
import { fieldNote } from '../domain/planning/field-notes.ts';
import type { Change } from '../domain/planning/plan.ts';
import type { FieldNote } from '../domain/runs/run.ts';
import { IntentAlreadyOpen } from '../ports/intent-journal.ts';
import type { Ready, Round } from './apply-round.ts';
import { giveUpOnFailure, handleLost, handleRejected } from './apply-setbacks.ts';
import { appliedOutcome, describeChange, writtenFields } from './describe-change.ts';
import { documentBase, linkAfter } from './link-after.ts';
import { openIntent } from './open-intent.ts';
import { recordOutcome, transferOf } from './record-outcome.ts';
import { syncerOf } from './sync-context.ts';
import { writeInHalves } from './write-in-halves.ts';

/** Makes a record: intent committed, request with our key, outcome, link. */
export async function applyCreate(round: Round, change: Change): Promise<void> {
  const { desired } = change;
  if (!desired) return;
  const ready = round.ready(desired);
  if (ready.obstacle) return skip(round, change, ready.obstacle);
  const draft = spoken(ready.draft);
  let intent: Intent;
  try {
    intent = await openIntent(round, desired, { action: 'create', draft });
  } catch (failure) {
    if (failure instanceof IntentAlreadyOpen) return waitForOther(round, change);
    throw failure;
  }
  const outcome = await giveUpOnFailure(round, intent, () => send(round, desired, draft));
  if (outcome.kind === 'rejected' && outcome.reason.code === 'invalid')
    return createBareFirst(round, change, ready, intent, outcome);
  await settle(round, change, ready, intent, outcome, draft);
}

function send(round: Round, desired: Desired, draft: Draft): Promise<WriteOutcome> {
  const { target } = round.context.opened;
  const searchable =
    round.sides.capabilities.kinds[desired.kind].createKey !== 'natural' &&
    round.sides.capabilities.kinds[desired.kind].createKey !== 'none';
  const options = searchable
    ? { witness: witnessOf({ ...round.context.scope, kind: desired.kind, sourceId: desired.sourceId }, round.hash) }
    : {};
  if (desired.kind === 'document')
    return target.documents.create(draft, {
      ...options,
      content: desired.document ?? { size: 0, contentType: 'application/octet-stream' },
    });
  const syncers = {
    contact: target.contacts,
    matter: target.matters,
    relationship: target.relationships,
    note: target.notes,
  };
  return syncers[desired.kind].create(draft, options);
}

/** Blank values are not sent: a new record is blank where nothing is said. */
function spoken(draft: Draft): Draft {
  const fields = Object.fromEntries(Object.entries(draft.fields).filter(([, value]) => !isBlank(value)));
  return { fields, rows: draft.rows };
}

async function settle(
  round: Round,
  change: Change,
  ready: Ready,
  intent: Intent,
  outcome: WriteOutcome,
  sent: Draft,
): Promise<void> {
  if (outcome.kind === 'unknown') return handleLost(round, change, intent, outcome);
  if (outcome.kind === 'rejected') return handleRejected(round, change, outcome.reason, intent);
  const notes =
    outcome.kind === 'cannot-converge' ? outcome.fields.map((path) => fieldNote(path, 'not-converged')) : [];
  await recordCreated(round, change, ready, intent, outcome, {
    sent,
    refused: nothingRefused,
    notes,
    unfinished: false,
  });
}

interface Creation {
  readonly sent: Draft;
  readonly refused: RefusedParts;
  readonly notes: readonly FieldNote[];
  readonly unfinished: boolean;
}

async function recordCreated(
  round: Round,
  change: Change,
  ready: Ready,
  intent: Intent,
  outcome: Extract<WriteOutcome, { record: TargetRecord }>,
  creation: Creation,
): Promise<void> {
  const { record } = outcome;
  const desired = change.desired;
  if (!desired) return;
  const notes = [...creation.notes, ...ready.unresolved.map((path) => fieldNote(path, 'reference-unresolved'))];
  const toMove = outcome.kind === 'accepted' && desired.document;
  const link = linkAfter(round.deps, round.context, {
    desired,
    marked: ready.marked,
    record,
    origin: 'created',
    bases: basesOfCreated(creation.sent, record, creation.refused, round.hash, desired.mappedBy),
    document: documentBase(desired, record.document?.version ?? '', !toMove),
    unfinished: creation.unfinished,
  });
  round.stands(change.key, record.ref);
  await recordOutcome(round.deps, round.context, round.lane, round.runId, {
    change: describeChange(change, {
      outcome: toMove ? 'waiting' : appliedOutcome([...change.notes, ...notes]),
      record,
      notes,
      written: writtenFields(creation.sent, creation.refused),
    }),
    ...(change.link && { dropLink: change.link }),
    link,
    intentId: intent.id,
    settlesQuestion: true,
    ...(toMove && {
      transfer: transferOf(round.deps, round.context, round.runId, {
        sourceId: desired.sourceId,
        record,
        ticket: outcome.ticket,
        draft: ready.draft,
        document: toMove,
      }),
    }),
  });
}

/** One create with our key and the fields it cannot do without, then the rest by update (rules, section 7). */
async function createBareFirst(
  round: Round,
  change: Change,
  ready: Ready,
  intent: Intent,
  refusal: Extract<WriteOutcome, { kind: 'rejected' }>,
): Promise<void> {
  const { desired } = change;
  const essential = desired && round.sides.capabilities.kinds[desired.kind].essential;
  const { bare, rest } = divide(spoken(ready.draft), essential);
  if (!desired || !essential || isNothing(rest)) return handleRejected(round, change, refusal.reason, intent);
  const outcome = await giveUpOnFailure(round, intent, () => send(round, desired, bare));
  if (outcome.kind !== 'applied') return settle(round, change, ready, intent, outcome, bare);
  const patch = {
    fields: rest.fields,
    rows: Object.fromEntries(
      Object.entries(rest.rows).map(([path, rows]) => [path, rows.map((row) => ({ step: 'add' as const, row }))]),
    ),
  };
  // Recorded before the rest is written: whatever happens then, the record is known.
  const kept = { sent: bare, refused: nothingRefused, notes: [], unfinished: true };
  await recordCreated(round, change, ready, intent, outcome, kept);
  const halved = await writeInHalves(syncerOf(round.context.opened, desired.kind), outcome.record, patch);
  if (halved.broken) return afterBreak(round, change, halved.broken);
  round.catalogueInDoubt = true;
  const refusedPaths = new Set<FieldPath>([...halved.refused.fields, ...Object.keys(halved.refused.rows)]);
  const notes = [...refusedPaths].map((path) => fieldNote(path, 'value-refused'));
  const created = { kind: 'applied' as const, record: halved.record };
  await recordCreated(round, { ...change }, ready, intent, created, {
    sent: spoken(ready.draft),
    refused: halved.refused,
    notes,
    unfinished: false,
  });
}

/** The record stands; the next round reads it and writes what is missing. */
async function afterBreak(round: Round, change: Change, outcome: WriteOutcome): Promise<void> {
  round.suspects.add(change.key);
  if (outcome.kind === 'unknown') round.wake(Date.parse(outcome.lostAt) + round.sides.capabilities.settleMs / 6);
  else round.again = true;
}

function divide(draft: Draft, essential: readonly FieldPath[] = []): { bare: Draft; rest: Draft } {
  const split = (wanted: boolean) =>
    Object.fromEntries(Object.entries(draft.fields).filter(([path]) => essential.includes(path) === wanted));
  return { bare: { fields: split(true), rows: {} }, rest: { fields: split(false), rows: draft.rows } };
}

function isNothing(draft: Draft): boolean {
  return Object.keys(draft.fields).length === 0 && Object.values(draft.rows).every((rows) => rows.length === 0);
}

async function skip(round: Round, change: Change, obstacle: NonNullable<Ready['obstacle']>): Promise<void> {
  const waits = obstacle.standing === 'waits';
  round.comesTo(change.key, waits ? 'waits' : 'fails');
  const [kind] = obstacle.key.split(':');
  await recordOutcome(round.deps, round.context, round.lane, round.runId, {
    change: describeChange(change, {
      outcome: waits ? 'waiting' : 'skipped',
      code: waits ? 'waits-for' : 'depends-on',
      reason: waits ? `It waits for the ${kind}.` : `It belongs to the ${kind}, which was not carried over.`,
    }),
  });
}

/** Another run has sent a create for the same object and is making sure of it. */
async function waitForOther(round: Round, change: Change): Promise<void> {
  round.comesTo(change.key, 'waits');
  round.wake(round.deps.clock.now() + round.sides.capabilities.settleMs / 6);
  await recordOutcome(round.deps, round.context, round.lane, round.runId, {
    change: describeChange(change, {
      outcome: 'waiting',
      code: 'making-sure',
      reason: 'An earlier request for it is still being made sure of.',
    }),
  });
}
