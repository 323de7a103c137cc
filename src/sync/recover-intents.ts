import type { TargetRecord } from '../../contracts/objects/target.ts';
import { type ObjectKey, objectKey } from '../domain/identity/object-key.ts';
import type { Link } from '../domain/identity/sync-link.ts';
import type { Intent } from '../domain/journal/intent.ts';
import { nextMove } from '../domain/journal/settle-clock.ts';
import { basesOfCreated, nothingRefused } from '../domain/planning/bases.ts';
import type { Awaiting } from '../domain/planning/both-sides.ts';
import { fingerprintOf } from '../domain/planning/canonical.ts';
import type { QuestionDraft } from '../domain/planning/plan.ts';
import type { Books } from '../ports/storage.ts';
import { instantOf, type SyncDependencies } from './dependencies.ts';
import type { LaneHold } from './lane-hold.ts';
import { askQuestion, closeQuestions } from './questions.ts';
import { saveChange } from './record-outcome.ts';
import { syncerOf, type SyncContext } from './sync-context.ts';

export interface Recovered {
  readonly awaiting: ReadonlyMap<ObjectKey, Awaiting>;
  /** When the next look-up of each open intent is due, in ms since 1970, and which run sent it. */
  readonly looks: ReadonlyMap<ObjectKey, { readonly at: number; readonly runId: string }>;
}

/**
 * Settles what lost answers left open: by evidence, never by sending again first (rules, section 6). Looks only at
 * intents whose look-up is due, so that a parked object costs nothing while it waits.
 */
export async function recoverIntents(deps: SyncDependencies, context: SyncContext, lane: LaneHold): Promise<Recovered> {
  return new IntentRecovery(deps, context, lane).settleAll();
}

class IntentRecovery {
  private readonly deps: SyncDependencies;
  private readonly context: SyncContext;
  private readonly lane: LaneHold;
  private readonly awaiting = new Map<ObjectKey, Awaiting>();
  private readonly looks = new Map<ObjectKey, { readonly at: number; readonly runId: string }>();

  constructor(deps: SyncDependencies, context: SyncContext, lane: LaneHold) {
    this.deps = deps;
    this.context = context;
    this.lane = lane;
  }

  async settleAll(): Promise<Recovered> {
    const { scope } = this.context;
    const intents = await this.deps.storage.books.intents.ofConnection(scope.firmId, scope.targetConnectionId);
    // In id order: of equal records each intent takes one.
    for (const intent of intents.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
      if (intent.sourceConnectionId === scope.sourceConnectionId) await this.settle(intent);
    }
    return { awaiting: this.awaiting, looks: this.looks };
  }

  private async settle(intent: Intent): Promise<void> {
    const key = objectKey(intent.kind, intent.sourceId);
    const { settleMs, kinds } = this.context.opened.target.capabilities;
    if (intent.contested) return this.settleContested(intent, key);
    if (kinds[intent.kind].createKey === 'none') return this.askAboutLost(intent, key);
    if (intent.lostAt === undefined) return this.startClock(intent, key, settleMs);
    const next = nextMove(intent, settleMs);
    if (next.move === 'send-again') return void this.awaiting.set(key, { contested: false, sendAgain: true });
    if (next.at > this.deps.clock.now()) return this.wait(intent, key, next.at);
    const found = await this.look(intent, next.thorough);
    if (found.length === 0) return this.lookAgain(intent, key);
    if (found.length > 1 && kinds[intent.kind].createKey === 'searchable' && intent.action === 'create')
      return this.contest(intent, key, found);
    const [record] = found;
    if (record) await this.settleWith(intent, record);
  }

  /** Whoever sent it has died with it. It may have been sent until just now, so that its settle time begins now. */
  private async startClock(intent: Intent, key: ObjectKey, settleMs: number): Promise<void> {
    const lost = { ...intent, lostAt: instantOf(this.deps.clock.now()) };
    await this.inLane((books) => books.intents.update(lost));
    const next = nextMove(lost, settleMs);
    if (next.move === 'look') this.wait(intent, key, next.at);
  }

  private wait({ runId }: Intent, key: ObjectKey, at: number): void {
    this.awaiting.set(key, { contested: false, sendAgain: false });
    this.looks.set(key, { at, runId });
  }

  /** The records that may be what the lost request made, those that are spoken for left out. */
  private async look(intent: Intent, thorough: boolean): Promise<readonly TargetRecord[]> {
    const syncer = syncerOf(this.context.opened, intent.kind);
    if (intent.action === 'add-version') return this.lookForVersion(intent);
    const excluding: ReadonlySet<string> = new Set();
    const searchable = this.context.opened.target.capabilities.kinds[intent.kind].createKey === 'searchable';
    const found = await syncer.locate(
      searchable
        ? {
            by: 'witness',
            witness: intent.witness,
            draft: intent.draft,
            notBefore: intent.openedAt,
            thorough,
            excluding,
          }
        : { by: 'natural', draft: intent.draft, notBefore: intent.openedAt, excluding },
    );
    const links = await this.deps.storage.books.links.byTargetRefs(
      intent.firmId,
      intent.targetConnectionId,
      intent.kind,
      found.map((record) => record.ref),
    );
    const linked = new Set(links.map((link) => link.targetRef));
    return found.filter((record) => !linked.has(record.ref));
  }

  /** A version that is not whole yet and was not there before can only be ours. */
  private async lookForVersion(intent: Intent): Promise<readonly TargetRecord[]> {
    const ref = intent.targetRef ?? '';
    const record = (await this.context.opened.target.documents.read([ref])).get(ref);
    const isOurs =
      record?.document !== undefined && record.document.version !== intent.versionBefore && !record.document.uploaded;
    return record && isOurs ? [record] : [];
  }

  private async lookAgain(intent: Intent, key: ObjectKey): Promise<void> {
    const looked = { ...intent, lookUps: intent.lookUps + 1 };
    await this.inLane((books) => books.intents.update(looked));
    const next = nextMove(looked, this.context.opened.target.capabilities.settleMs);
    if (next.move === 'look') this.wait(intent, key, next.at);
    else this.awaiting.set(key, { contested: false, sendAgain: true });
  }

  /** Our key on two records: nobody but a person can say which is the one. */
  private async contest(intent: Intent, key: ObjectKey, found: readonly TargetRecord[]): Promise<void> {
    const why = 'The target shows our key on several records.';
    await this.leaveToPerson(intent, key, {
      code: 'evidence-contradicts',
      question: 'Which of these records is the one?',
      evidence: [why],
      candidates: found.map((record) => ({
        targetRef: record.ref,
        summary: record.summary,
        ...(record.url !== undefined && { url: record.url }),
      })),
      choices: ['link'],
    });
  }

  /** Nothing in the target would show whether the request was done. */
  private async askAboutLost(intent: Intent, key: ObjectKey): Promise<void> {
    await this.leaveToPerson(intent, key, {
      code: 'answer-lost',
      question: 'Is it in the target already, or should it be sent again?',
      evidence: ['The target did not answer, and what it holds cannot be searched for this object.'],
      candidates: [],
      choices: ['link', 'send-again'],
    });
  }

  private async leaveToPerson(intent: Intent, key: ObjectKey, question: QuestionDraft): Promise<void> {
    await this.inLane(async (books) => {
      await books.intents.update({ ...intent, contested: true });
      await askQuestion(books, this.deps, this.context, { kind: intent.kind, sourceId: intent.sourceId }, question);
    });
    this.awaiting.set(key, { contested: true, sendAgain: false });
  }

  private async settleContested(intent: Intent, key: ObjectKey): Promise<void> {
    const questions = await this.deps.storage.books.attention.ofMatter(
      this.context.integration.id,
      this.context.matterId,
    );
    const decision = questions.find(
      (one) => one.decision && one.kind === intent.kind && one.sourceId === intent.sourceId,
    )?.decision;
    const ref = decision?.choice === 'link' ? decision.targetRef : undefined;
    const record =
      ref === undefined ? undefined : (await syncerOf(this.context.opened, intent.kind).read([ref])).get(ref);
    if (record) return this.settleWith(intent, record);
    const sendAgain = decision?.choice === 'send-again';
    this.awaiting.set(key, { contested: !sendAgain, sendAgain });
  }

  private async settleWith(intent: Intent, record: TargetRecord): Promise<void> {
    const existing = await this.deps.storage.books.links.find(intent);
    const link = this.linkOf(intent, record, existing);
    await this.inLane(async (books) => {
      await books.links.save(link);
      await books.intents.settle(intent.id);
      await closeQuestions(books, this.deps, this.context, { kind: intent.kind, sourceId: intent.sourceId });
      await saveChange(books, intent.runId, {
        id: objectKey(intent.kind, intent.sourceId),
        kind: intent.kind,
        sourceId: intent.sourceId,
        targetRef: record.ref,
        ...(record.url !== undefined && { targetUrl: record.url }),
        action: intent.action === 'create' ? 'create' : 'update',
        outcome: record.document ? 'waiting' : 'applied',
        fields: [],
        reason: 'The target had not answered, but holds it: found again, not sent twice.',
        code: 'found-again',
      });
    });
  }

  private linkOf(intent: Intent, record: TargetRecord, existing: Link | undefined): Link {
    const hash = (text: string) => this.deps.digest.keyed(text);
    const differs = syncerOf(this.context.opened, intent.kind).differences(intent.draft, record).length > 0;
    const { firmId, targetConnectionId, sourceConnectionId, kind, sourceId, matterId } = intent;
    return {
      ...existing,
      firmId,
      targetConnectionId,
      sourceConnectionId,
      kind,
      sourceId,
      ...(matterId !== undefined && { matterId }),
      targetRef: record.ref,
      ...(record.url !== undefined && { url: record.url }),
      origin: existing?.origin ?? 'created',
      // Without a trusted fingerprint the same round reads and compares it like any other changed object.
      fingerprint: differs || record.document ? '' : fingerprintOf(intent.draft, undefined, hash),
      sourceHash: existing?.sourceHash ?? intent.sourceHash,
      ...(existing
        ? { fields: existing.fields, rows: existing.rows }
        : basesOfCreated(intent.draft, record, nothingRefused, hash)),
      ...(record.document &&
        intent.document && {
          document: { ...intent.document, version: record.document.version, uploaded: false },
        }),
      sourceDeleted: false,
      targetDeleted: false,
      mappingRevision: this.context.mappings.revision,
      syncedAt: instantOf(this.deps.clock.now()),
    };
  }

  private inLane(work: (books: Books) => Promise<void>): Promise<void> {
    return this.deps.storage.inTransaction(async (books) => {
      await this.lane.hold(books);
      await work(books);
    });
  }
}
