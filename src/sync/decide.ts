import { Refused } from '../domain/refusals.ts';
import type { Candidate, Choice, Question } from '../domain/runs/attention.ts';
import { DecideValue, isValueQuestion } from './decide-value.ts';
import { instantOf, type SyncDependencies } from './dependencies.ts';
import type { RequestSync } from './request-sync.ts';
import { openContext, syncerOf, type SyncContext } from './sync-context.ts';
import { termsWithoutMappings } from './terms.ts';

export interface DecideRequest {
  readonly firmId: string;
  readonly questionId: string;
  readonly choice: string;
  readonly targetRef?: string;
  readonly by: string;
}

/** Takes a person's answer and asks for the sync that acts on it. */
export class Decide {
  private readonly deps: SyncDependencies;
  private readonly requestSync: RequestSync;
  private readonly decideValue: DecideValue;

  constructor(deps: SyncDependencies, requestSync: RequestSync) {
    this.deps = deps;
    this.requestSync = requestSync;
    this.decideValue = new DecideValue(deps, requestSync);
  }

  async decide(request: DecideRequest): Promise<{ runId: string }> {
    const question = await this.openQuestion(request);
    const choice = question.choices.find((offered) => offered === request.choice);
    if (!choice) throw new Refused('choice-not-offered', `The choices are: ${question.choices.join(', ')}.`);
    if (isValueQuestion(question)) {
      const { targetRef, by } = request;
      return this.decideValue.decide(question, { choice, by, ...(targetRef !== undefined && { targetRef }) });
    }
    const targetRef = choice === 'link' ? await this.checkCandidate(question, request.targetRef) : undefined;
    return this.record(request, choice, targetRef);
  }

  private async openQuestion({ firmId, questionId }: DecideRequest): Promise<Question> {
    const question = await this.deps.storage.books.attention.find(firmId, questionId);
    if (!question) throw new Refused('not-found', 'There is no such question.');
    if (question.decision || question.closedAt !== undefined) throw new Refused('already-decided');
    return question;
  }

  /** What was shown must still be so: a person decides about what they saw. */
  private async checkCandidate(question: Question, targetRef: string | undefined): Promise<string> {
    const [only] = question.candidates;
    const chosen = targetRef ?? (question.candidates.length === 1 ? only?.targetRef : undefined);
    if (chosen === undefined)
      throw new Refused('invalid-request', 'Say which record.', [
        { path: 'targetRef', message: 'is needed for this choice' },
      ]);
    const integration = await this.deps.storage.books.setups.find(question.firmId, question.integrationId);
    if (!integration) throw new Refused('not-found', 'The integration is gone.');
    const context = await openContext(this.deps, integration, termsWithoutMappings(integration), question.matterId);
    const record = (await syncerOf(context.opened, question.kind).read([chosen])).get(chosen);
    const shown = question.candidates.find((candidate) => candidate.targetRef === chosen);
    const now = record && {
      targetRef: chosen,
      summary: record.summary,
      ...(record.url !== undefined && { url: record.url }),
    };
    if (!now || (shown && shown.summary !== now.summary)) await this.refuseChanged(question, chosen, now);
    // That it is somebody's already is what the question is about.
    if (question.code !== 'contact-shared' && (await this.isTaken(question, context, chosen)))
      await this.refuseChanged(question, chosen, undefined);
    return chosen;
  }

  private async isTaken(question: Question, context: SyncContext, ref: string): Promise<boolean> {
    const { firmId, targetConnectionId } = context.scope;
    const links = await this.deps.storage.books.links.byTargetRefs(firmId, targetConnectionId, question.kind, [ref]);
    return links.some((link) => link.sourceId !== question.sourceId);
  }

  /** The question shows the candidate as it is now, so that a person can decide anew. */
  private async refuseChanged(question: Question, ref: string, now: Candidate | undefined): Promise<never> {
    const candidates = question.candidates.flatMap((candidate) =>
      candidate.targetRef === ref ? (now ?? []) : candidate,
    );
    await this.deps.storage.books.attention.save({ ...question, candidates });
    throw new Refused('candidate-changed');
  }

  private record(request: DecideRequest, choice: Choice, targetRef: string | undefined): Promise<{ runId: string }> {
    const at = instantOf(this.deps.clock.now());
    return this.deps.storage.inTransaction(async (books) => {
      const question = await books.attention.find(request.firmId, request.questionId);
      if (!question || question.decision || question.closedAt !== undefined) throw new Refused('already-decided');
      await books.attention.save({
        ...question,
        decision: { choice, by: request.by, at, ...(targetRef !== undefined && { targetRef }) },
      });
      return this.requestSync.requestIn(books, {
        firmId: question.firmId,
        integrationId: question.integrationId,
        matterId: question.matterId,
        wish: { for: 'sync', verify: false, retryRefused: choice === 'send-again' },
        trigger: { by: 'decision', ref: question.id },
      });
    });
  }
}
