import type { TargetRecord } from '../../contracts/objects/target.ts';
import type { Instant, ObjectKind } from '../../contracts/objects/values.ts';
import type { Ticket } from '../../contracts/outcomes.ts';
import { objectKey } from '../domain/identity/object-key.ts';
import type { Link } from '../domain/identity/sync-link.ts';
import { bytesMoving } from '../domain/planning/plan-document.ts';
import type { QuestionDraft } from '../domain/planning/plan.ts';
import type { RunChange } from '../domain/runs/run.ts';
import type { Books } from '../ports/storage.ts';
import type { Transfer } from '../ports/transfer-book.ts';
import { instantOf, type SyncDependencies } from './dependencies.ts';
import type { LaneHold } from './lane-hold.ts';
import { keyIn, type SyncContext } from './sync-context.ts';

/** Everything that becomes true with the outcome of one change. */
export interface Outcome {
  readonly change: RunChange;
  readonly link?: Link;
  /** The link is taken away, or gives way to `link`. */
  readonly dropLink?: Link;
  /** The settled intent. */
  readonly intentId?: string;
  readonly question?: QuestionDraft;
  /** The question that a decision had answered has been acted on. */
  readonly settlesQuestion?: boolean;
  readonly transfer?: Transfer;
}

/** Records an outcome: link, fingerprint, run entry, settled intent and what is to move next, in one transaction. */
export function recordOutcome(
  deps: SyncDependencies,
  context: SyncContext,
  lane: LaneHold,
  runId: string,
  outcome: Outcome,
): Promise<void> {
  return deps.storage.inTransaction(async (books) => {
    await lane.hold(books);
    if (outcome.dropLink) await books.links.remove(outcome.dropLink);
    if (outcome.link) await books.links.save(outcome.link);
    if (outcome.intentId !== undefined) await books.intents.settle(outcome.intentId);
    if (outcome.change.code === bytesMoving) await followTransfer(books, context, runId, outcome.change);
    else await saveChange(books, runId, outcome.change);
    const { kind, sourceId } = outcome.change;
    if (outcome.question) await askQuestion(books, deps, context, { kind, sourceId }, outcome.question);
    else if (outcome.settlesQuestion) await closeQuestions(books, deps, context, { kind, sourceId });
    if (outcome.transfer) await queueTransfer(books, outcome.transfer);
  });
}

/**
 * Saves what became of an object. A later round of the same run finds nothing left to do for what an earlier one did;
 * that must not hide what was done.
 */
export async function saveChange(books: Books, runId: string, change: RunChange): Promise<void> {
  if (change.outcome === 'unchanged') {
    const before = (await books.runs.changes(runId)).find((one) => one.id === change.id);
    if (before && (before.outcome === 'applied' || before.outcome === 'partial' || before.outcome === 'unchanged'))
      return;
  }
  await books.runs.saveChange(runId, change);
}

/**
 * A file that an earlier round, or an earlier run, has sent on its way. Its transfer tells this run how it ends; when it
 * has ended since the plan was made, what it told stands.
 */
async function followTransfer(
  books: Books,
  { integration, matterId }: SyncContext,
  runId: string,
  change: RunChange,
): Promise<void> {
  const transfers = await books.transfers.ofMatter(integration.id, matterId);
  const transfer = transfers.find((one) => one.sourceId === change.sourceId);
  const told = (await books.runs.changes(runId)).some((one) => one.id === change.id);
  if (transfer && transfer.runId !== runId) await books.transfers.save({ ...transfer, runId });
  if (!told)
    await books.runs.saveChange(
      runId,
      transfer ? change : { ...change, outcome: 'unchanged', reason: 'The file has arrived.' },
    );
}

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

async function queueTransfer(books: Books, transfer: Transfer): Promise<void> {
  await books.transfers.save(transfer);
  await books.queue.put({
    kind: 'transfer',
    transferId: transfer.id,
    firmId: transfer.firmId,
    lane: transfer.targetConnectionId,
  });
}

/** The moving of a document's bytes to a record that stands. */
export function transferOf(
  deps: SyncDependencies,
  context: SyncContext,
  runId: string,
  subject: {
    readonly sourceId: string;
    readonly record: TargetRecord;
    readonly ticket?: Ticket;
    readonly draft: Transfer['draft'];
    readonly document: { readonly size: number; readonly contentType: string; readonly sha256?: string };
  },
): Transfer {
  const { size, contentType, sha256 } = subject.document;
  return {
    ...keyIn(context.scope, 'document', subject.sourceId),
    id: deps.ids.next(),
    runId,
    integrationId: context.integration.id,
    matterId: context.matterId,
    targetRef: subject.record.ref,
    version: subject.record.document?.version ?? '',
    ...(subject.ticket && { ticket: subject.ticket }),
    draft: subject.draft,
    size,
    contentType,
    ...(sha256 !== undefined && { sha256 }),
    attempts: 0,
    moved: 0,
  };
}
