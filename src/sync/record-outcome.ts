import type { TargetRecord } from '../../contracts/objects/target.ts';
import type { Ticket } from '../../contracts/outcomes.ts';
import type { Link } from '../domain/identity/sync-link.ts';
import type { FieldCode } from '../domain/planning/field-notes.ts';
import { bytesMoving } from '../domain/planning/plan-document.ts';
import type { QuestionDraft } from '../domain/planning/plan.ts';
import type { RunChange } from '../domain/runs/run.ts';
import type { Books } from '../ports/storage.ts';
import type { Transfer } from '../ports/transfer-book.ts';
import type { SyncDependencies } from './dependencies.ts';
import type { LaneHold } from './lane-hold.ts';
import { askQuestion, closeQuestions } from './questions.ts';
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
 * that must not hide what was done, nor the earlier one what the later has to say about a field.
 */
export async function saveChange(books: Books, runId: string, change: RunChange): Promise<void> {
  const before =
    change.outcome === 'unchanged'
      ? (await books.runs.changes(runId)).find((one) => one.id === change.id && arrived.has(one.outcome))
      : undefined;
  if (!before) return books.runs.saveChange(runId, change);
  const told = new Set(before.fields.map(({ field }) => field));
  const isAsked = before.fields.some(({ code }) => code === asked);
  const fresh = change.fields.filter(({ field, code }) => !told.has(field) || (code === asked && !isAsked));
  if (fresh.length > 0) await books.runs.saveChange(runId, { ...before, fields: [...before.fields, ...fresh] });
}

const arrived: ReadonlySet<RunChange['outcome']> = new Set(['applied', 'partial', 'unchanged']);

/** A field that was refused a moment ago may be one that a person is asked about by now. */
const asked: FieldCode = 'value-asked';

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
