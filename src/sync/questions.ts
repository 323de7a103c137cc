import type { FieldPath, Instant, ObjectKind } from '../../contracts/objects/values.ts';
import { objectKey } from '../domain/identity/object-key.ts';
import type { QuestionDraft } from '../domain/planning/plan.ts';
import type { Question } from '../domain/runs/attention.ts';
import type { Books } from '../ports/storage.ts';
import { instantOf, type SyncDependencies } from './dependencies.ts';
import { keyIn, type SyncContext } from './sync-context.ts';

/** What is asked about: an object, or the value of one of its fields. */
interface Subject {
  readonly kind: ObjectKind;
  readonly sourceId: string;
  readonly field?: FieldPath;
  readonly crosswalk?: string;
  readonly value?: string;
}

function isAbout({ kind, sourceId, field }: Subject): (question: Question) => boolean {
  return (question) => question.kind === kind && question.sourceId === sourceId && question.field === field;
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
  const alike = open.filter(isAbout(subject));
  const same = alike.find((one) => one.code === draft.code && one.value === subject.value && !one.decision);
  if (!same && (await isAskedElsewhere(books, integration.id, subject))) return;
  await books.attention.save({
    ...draft,
    ...subject,
    id: same?.id ?? deps.ids.next(),
    firmId: integration.firmId,
    integrationId: integration.id,
    matterId,
    since: same?.since ?? instantOf(deps.clock.now()),
  });
  for (const other of alike) {
    if (other !== same) await books.attention.save({ ...other, closedAt: instantOf(deps.clock.now()) });
  }
}

/** A contact has several matters, and one value: whichever matter was synced first has put the question. */
async function isAskedElsewhere(books: Books, integrationId: string, subject: Subject): Promise<boolean> {
  const { crosswalk, value } = subject;
  if (crosswalk === undefined || value === undefined) return false;
  return (await books.attention.openAboutValue(integrationId, crosswalk, value)).some(isAbout(subject));
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
    if (isAbout(subject)(question)) await books.attention.save({ ...question, closedAt });
  }
}

/** What a question is about, as one text: the object, and the field where it is about a value. */
export function subjectKey({ kind, sourceId, field }: Subject): string {
  return field === undefined ? objectKey(kind, sourceId) : JSON.stringify([kind, sourceId, field]);
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
    const key = subjectKey(question);
    const stays = question.decision ? waiting.has(key) || asked.has(key) : asked.has(key);
    if (stays || (await settlesIntent(books, context, question))) continue;
    await books.attention.save({ ...question, closedAt });
  }
}

async function settlesIntent(books: Books, { scope }: SyncContext, question: Question): Promise<boolean> {
  if (question.field !== undefined) return false;
  return (await books.intents.find(keyIn(scope, question.kind, question.sourceId))) !== undefined;
}
