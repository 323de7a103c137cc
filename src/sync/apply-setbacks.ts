import { SyncFailure } from '../../contracts/failures.ts';
import type { FieldPath } from '../../contracts/objects/values.ts';
import type { Rejection, WriteOutcome } from '../../contracts/outcomes.ts';
import { type ObjectKey, objectKey } from '../domain/identity/object-key.ts';
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

/**
 * Some targets call a write invalid when a record that it names is gone. As long as nobody has looked at that record in
 * this round, the values are not at fault yet. `written` are the fields that were sent.
 */
export function isPerhapsAbsent(
  round: Round,
  { desired }: Change,
  reason: Rejection,
  written: Readonly<Record<FieldPath, unknown>>,
): boolean {
  const named = Object.entries(desired?.references ?? {}).filter(([path]) => path in written);
  const keys = named.map(([, { kind, sourceId }]) => objectKey(kind, sourceId));
  const isUnseen = (key: ObjectKey) => round.sides.links.has(key) && !round.sides.records.has(key);
  return reason.code === 'invalid' && keys.some(isUnseen);
}

/** The object and everything it names are read in one more round. */
export function lookAgain(round: Round, { key, desired }: Change): void {
  round.again = true;
  round.suspects.add(key);
  for (const { kind, sourceId } of Object.values(desired?.references ?? {}))
    round.suspects.add(objectKey(kind, sourceId));
}

/** Certainly not done. What only means that we read too early is read again; the rest is told. */
export async function handleRejected(round: Round, change: Change, reason: Rejection, intent?: Intent): Promise<void> {
  const { desired, action } = change;
  const unseen = action === 'create' && isPerhapsAbsent(round, change, reason, desired?.references ?? {});
  if (reason.code === 'stale' || reason.code === 'absent' || unseen) lookAgain(round, change);
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
