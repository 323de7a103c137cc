import { type CrosswalkEntry, untouchedCrosswalk, withEntry } from '../domain/mapping/crosswalk.ts';
import { Refused } from '../domain/refusals.ts';
import type { Choice, Question } from '../domain/runs/attention.ts';
import type { Integration } from '../ports/setup-book.ts';
import type { Books } from '../ports/storage.ts';
import { instantOf, type SyncDependencies } from './dependencies.ts';
import type { RequestSync } from './request-sync.ts';

/** A question about a value: its answer is a line of a crosswalk. */
export type ValueQuestion = Question & { readonly crosswalk: string; readonly value: string };

export interface ValueAnswer {
  readonly choice: Choice;
  readonly targetRef?: string;
  readonly by: string;
}

export function isValueQuestion(question: Question): question is ValueQuestion {
  return question.crosswalk !== undefined && question.value !== undefined;
}

/** Takes an answer about a value into the crosswalk: it holds for every matter that asks the same, now and later. */
export class DecideValue {
  private readonly deps: SyncDependencies;
  private readonly requestSync: RequestSync;

  constructor(deps: SyncDependencies, requestSync: RequestSync) {
    this.deps = deps;
    this.requestSync = requestSync;
  }

  async decide(question: ValueQuestion, answer: ValueAnswer): Promise<{ runId: string }> {
    const entry = { from: question.value, to: await this.counterpart(question, answer) };
    return this.deps.storage.inTransaction(async (books) => {
      const integration = await books.setups.find(question.firmId, question.integrationId, true);
      if (!integration) throw new Refused('not-found', 'The integration is gone.');
      const asking = await books.attention.openAboutValue(integration.id, question.crosswalk, question.value);
      if (!asking.some(({ id }) => id === question.id)) throw new Refused('already-decided');
      await learn(books, integration, question.crosswalk, entry);
      for (const one of asking) await this.close(books, one, answer);
      return this.syncAll(books, question, asking);
    });
  }

  /** An option that is still there; for labels, which are free text, what the person wrote or the label itself. */
  private async counterpart(question: ValueQuestion, { choice, targetRef }: ValueAnswer): Promise<string | null> {
    if (choice === 'leave') return null;
    if (choice === 'keep') return question.value;
    const [only] = question.candidates;
    const chosen = targetRef ?? (question.candidates.length === 1 ? only?.targetRef : undefined);
    if (chosen === undefined || chosen.trim() === '')
      throw new Refused('invalid-request', 'Say which one.', [
        { path: 'targetRef', message: 'is needed for this choice' },
      ]);
    if (question.crosswalk === 'label') return chosen.trim();
    if (!question.candidates.some((candidate) => candidate.targetRef === chosen))
      throw new Refused('choice-not-offered');
    if (!(await this.isOption(question, chosen))) throw new Refused('candidate-changed');
    return chosen;
  }

  private async isOption({ firmId, integrationId, field }: ValueQuestion, id: string): Promise<boolean> {
    const integration = await this.deps.storage.books.setups.find(firmId, integrationId);
    if (!integration) throw new Refused('not-found', 'The integration is gone.');
    const { fields } = await this.deps.catalogues.of(firmId, integration.target, { refresh: true });
    const known = [...fields.contact, ...fields.matter].filter(({ path }) => path === field);
    return known.some(({ options = [] }) => options.some((option) => option.id === id));
  }

  private close(books: Books, question: Question, { choice, targetRef, by }: ValueAnswer): Promise<void> {
    const at = instantOf(this.deps.clock.now());
    const decision = { choice, by, at, ...(targetRef !== undefined && { targetRef }) };
    return books.attention.save({ ...question, decision, closedAt: at });
  }

  private async syncAll(
    books: Books,
    { firmId, integrationId, id, matterId }: ValueQuestion,
    asking: readonly Question[],
  ): Promise<{ runId: string }> {
    const sync = (matter: string) =>
      this.requestSync.requestIn(books, {
        firmId,
        integrationId,
        matterId: matter,
        wish: { for: 'sync', verify: false, retryRefused: false },
        trigger: { by: 'decision', ref: id },
      });
    const own = await sync(matterId);
    const others = new Set(asking.map((one) => one.matterId).filter((other) => other !== matterId));
    for (const other of others) await sync(other);
    return own;
  }
}

async function learn(books: Books, integration: Integration, name: string, entry: CrosswalkEntry): Promise<void> {
  const kept = (await books.crosswalks.ofIntegration(integration.id)).find((one) => one.name === name);
  const { id: integrationId, firmId, mappingRevision } = integration;
  const crosswalk = withEntry(kept ?? untouchedCrosswalk(name), entry);
  await books.crosswalks.save({ ...crosswalk, integrationId, firmId });
  await books.setups.update({ ...integration, mappingRevision: mappingRevision + 1 });
}
