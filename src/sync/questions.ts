import type { Instant, ObjectKind } from '../../contracts/objects/values.ts';
import { objectKey } from '../domain/identity/object-key.ts';
import type { QuestionDraft } from '../domain/planning/plan.ts';
import type { Books } from '../ports/storage.ts';
import { instantOf, type SyncDependencies } from './dependencies.ts';
import { keyIn, type SyncContext } from './sync-context.ts';

interface Subject {
  readonly kind: ObjectKind;
  readonly sourceId: string;
}

/** Puts a question, or refreshes the one that is open: pressing the button again asks nobody twice. */
export async function askQuestion(
  books: Books,
  deps: SyncDependencies,
  context: SyncContext,
  subject: Subject,
  draft: QuestionDraft,
): Promise<void> {
  const { integration, matterId } = context;
  const open = await books.attention.ofMatter(integration.id, matterId);
  const same = open.find(
    (one) => one.kind === subject.kind && one.sourceId === subject.sourceId && one.code === draft.code && !one.decision,
  );
  await books.attention.save({
    ...draft,
    ...subject,
    id: same?.id ?? deps.ids.next(),
    firmId: integration.firmId,
    integrationId: integration.id,
    matterId,
    since: same?.since ?? instantOf(deps.clock.now()),
  });
  for (const other of open) {
    if (other !== same && other.kind === subject.kind && other.sourceId === subject.sourceId) {
      await books.attention.save({ ...other, closedAt: instantOf(deps.clock.now()) });
    }
  }
}

/** Whatever was asked about the object no longer needs an answer. */
export async function closeQuestions(
  books: Books,
  deps: SyncDependencies,
  context: SyncContext,
  subject: Subject,
): Promise<void> {
  const closedAt: Instant = instantOf(deps.clock.now());
  for (const question of await books.attention.ofMatter(context.integration.id, context.matterId)) {
    if (question.kind === subject.kind && question.sourceId === subject.sourceId)
      await books.attention.save({ ...question, closedAt });
  }
}

/**
 * Closes what is asked about objects that nothing is asked about any more: somebody swapped the client, took the tie
 * away, or mended the name. What waits, or hangs on something that asks, keeps its answer until it can be acted on.
 */
export async function closeOrphans(
  books: Books,
  deps: SyncDependencies,
  context: SyncContext,
  asked: ReadonlySet<string>,
  waiting: ReadonlySet<string>,
): Promise<void> {
  const closedAt: Instant = instantOf(deps.clock.now());
  for (const question of await books.attention.ofMatter(context.integration.id, context.matterId)) {
    const key = objectKey(question.kind, question.sourceId);
    const stays = question.decision ? waiting.has(key) || asked.has(key) : asked.has(key);
    const settlesIntent =
      (await books.intents.find(keyIn(context.scope, question.kind, question.sourceId))) !== undefined;
    if (!stays && !settlesIntent) await books.attention.save({ ...question, closedAt });
  }
}
