import type { Draft } from '../../contracts/objects/target.ts';
import { witnessOf } from '../domain/identity/witness.ts';
import type { Intent } from '../domain/journal/intent.ts';
import { sourceHashOf } from '../domain/planning/canonical.ts';
import type { Desired } from '../domain/planning/desired.ts';
import type { Round } from './apply-round.ts';
import { instantOf } from './dependencies.ts';
import { keyIn } from './sync-context.ts';

export interface Intention {
  readonly action: Intent['action'];
  readonly draft: Draft;
  readonly targetRef?: string;
  readonly versionBefore?: string;
}

/**
 * Commits the intent before the request is sent. An open one whose look-ups all found nothing is taken up again: the
 * same intent, one attempt more. Throws `IntentAlreadyOpen` when another run holds one that is not settled yet.
 */
export async function openIntent(round: Round, desired: Desired, intention: Intention): Promise<Intent> {
  const { deps, context, lane } = round;
  const key = keyIn(context.scope, desired.kind, desired.sourceId);
  return deps.storage.inTransaction(async (books) => {
    await lane.hold(books);
    const earlier = round.sides.awaiting.get(desired.key)?.sendAgain ? await books.intents.find(key) : undefined;
    const intent = newIntent(round, desired, intention, earlier);
    if (earlier) await books.intents.update(intent);
    else await books.intents.open(intent);
    return intent;
  });
}

function newIntent(round: Round, desired: Desired, intention: Intention, earlier: Intent | undefined): Intent {
  const { deps, context, runId } = round;
  const now = deps.clock.now();
  const belongs = desired.kind !== 'contact' && desired.kind !== 'matter';
  const { document } = desired;
  return {
    ...keyIn(context.scope, desired.kind, desired.sourceId),
    ...intention,
    id: earlier?.id ?? deps.ids.next(),
    runId,
    ...(belongs && { matterId: context.matterId }),
    ...(document && {
      document: { size: document.size, ...(document.sha256 !== undefined && { sha256: document.sha256 }) },
    }),
    sourceHash: sourceHashOf(desired, round.hash),
    witness: witnessOf({ ...context.scope, kind: desired.kind, sourceId: desired.sourceId }, round.hash),
    openedAt: instantOf(now),
    deadlineAt: instantOf(now + round.sides.capabilities.deadlineMs),
    attempts: (earlier?.attempts ?? 0) + 1,
    lookUps: 0,
    contested: false,
  };
}
