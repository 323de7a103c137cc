import { SyncFailure } from '../../contracts/failures.ts';
import type { Rejection, WriteOutcome } from '../../contracts/outcomes.ts';
import { objectKey } from '../domain/identity/object-key.ts';
import type { Intent } from '../domain/journal/intent.ts';
import { nextMove } from '../domain/journal/settle-clock.ts';
import type { Change } from '../domain/planning/plan.ts';
import type { Round } from './apply-round.ts';
import { describeChange } from './describe-change.ts';
import { recordOutcome } from './record-outcome.ts';

/** A failure that is thrown means that nothing was done: the intent is taken back before the failure goes on. */
export async function giveUpOnFailure(
  round: Round,
  intent: Intent,
  send: () => Promise<WriteOutcome>,
): Promise<WriteOutcome> {
  try {
    return await send();
  } catch (failure) {
    if (failure instanceof SyncFailure && failure.kind !== 'outcome-unknown') {
      await round.deps.storage.inTransaction(async (books) => {
        await round.lane.hold(books);
        await books.intents.settle(intent.id);
      });
    }
    throw failure;
  }
}

/** The request may have been done: the object and what depends on it are parked until evidence is there. */
export async function handleLost(
  round: Round,
  change: Change,
  intent: Intent,
  outcome: Extract<WriteOutcome, { kind: 'unknown' }>,
): Promise<void> {
  const lost = { ...intent, lostAt: outcome.lostAt };
  await round.deps.storage.inTransaction(async (books) => {
    await round.lane.hold(books);
    await books.intents.update(lost);
  });
  const next = nextMove(lost, round.sides.capabilities.settleMs);
  if (next.move === 'look') round.wake(next.at);
  round.comesTo(change.key, 'waits');
  await recordOutcome(round.deps, round.context, round.lane, round.runId, {
    change: describeChange(change, {
      outcome: 'waiting',
      code: 'making-sure',
      reason: 'The target did not answer; making sure before trying again.',
    }),
  });
}

const refusalReasons: Readonly<Record<Rejection['code'], string>> = {
  invalid: 'The target refused it',
  stale: 'The record changed while it was being written',
  absent: 'The record, or one it belongs to, is gone in the target',
  forbidden: 'The user who connected may not do this in the target',
  locked: 'The record is locked in the target',
};

/** Some targets call it invalid when what a new record belongs to is gone; nobody has looked in this round. */
function isPerhapsAbsent(round: Round, change: Change, reason: Rejection): boolean {
  const named = Object.values(change.desired?.references ?? {}).filter((reference) => reference.hard);
  const keys = named.map((reference) => objectKey(reference.kind, reference.sourceId));
  return (
    reason.code === 'invalid' &&
    change.action === 'create' &&
    keys.some((key) => round.sides.links.has(key) && !round.sides.records.has(key))
  );
}

/** Certainly not done. What only means that we read too early is read again; the rest is told. */
export async function handleRejected(round: Round, change: Change, reason: Rejection, intent?: Intent): Promise<void> {
  if (reason.code === 'stale' || reason.code === 'absent' || isPerhapsAbsent(round, change, reason)) {
    round.again = true;
    round.suspects.add(change.key);
    for (const reference of Object.values(change.desired?.references ?? {}))
      round.suspects.add(objectKey(reference.kind, reference.sourceId));
  }
  round.comesTo(change.key, 'fails');
  await recordOutcome(round.deps, round.context, round.lane, round.runId, {
    change: describeChange(change, {
      outcome: 'refused',
      code: `target-${reason.code}`,
      reason: `${refusalReasons[reason.code]}: ${reason.message}`,
    }),
    ...(intent && { intentId: intent.id }),
  });
}
