import type { AskedValue } from '../domain/planning/desired.ts';
import type { Change, QuestionDraft } from '../domain/planning/plan.ts';
import type { Books } from '../ports/storage.ts';
import type { SyncDependencies } from './dependencies.ts';
import { askQuestion } from './questions.ts';
import type { SyncContext } from './sync-context.ts';

/** Puts the questions about values without a counterpart. The objects go on meanwhile, with the field left empty. */
export async function askAboutValues(
  books: Books,
  deps: SyncDependencies,
  context: SyncContext,
  changes: readonly Change[],
): Promise<void> {
  for (const { kind, sourceId, desired } of changes) {
    for (const asked of desired?.asked ?? []) {
      const { field, crosswalk, term } = asked;
      const about = { kind, sourceId, field, crosswalk, value: term.key };
      await askQuestion(books, deps, context, about, questionAbout(asked));
    }
  }
}

function questionAbout({ fieldLabel, crosswalk, term, options }: AskedValue): QuestionDraft {
  const isText = crosswalk === 'label';
  return {
    code: 'value-unmatched',
    question: isText
      ? `How is the label "${term.label}" called in the target?`
      : `Which choice of "${fieldLabel}" is "${term.label}"?`,
    evidence: [`Neither the target nor the crosswalk knows "${term.label}".`],
    candidates: options.map(({ id, label, email }) => ({
      targetRef: id,
      summary: email === undefined ? label : `${label}, ${email}`,
    })),
    choices: isText ? ['keep', 'link', 'leave'] : ['link', 'leave'],
  };
}
