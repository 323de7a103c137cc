import type { Question } from '../../domain/runs/attention.ts';
import type { AttentionBook } from '../../ports/attention-book.ts';
import type { Page, Paged } from '../../ports/run-log.ts';
import { comparePositions, pageOf, type Position } from './paging.ts';
import { keyOf, Table } from './table.ts';
import type { UndoLog } from './undo-log.ts';

const position = ({ since, id }: Question): Position => [since, id];

function valueKey({ integrationId, crosswalk, value, decision, closedAt }: Question): string | undefined {
  if (crosswalk === undefined || value === undefined || decision || closedAt) return undefined;
  return keyOf(integrationId, crosswalk, value);
}

export class MemoryAttentionBook implements AttentionBook {
  /** Closed questions are found by id only: their number grows for ever. */
  private readonly questions: Table<Question, 'matter' | 'integration' | 'value'>;

  constructor(undo: UndoLog) {
    this.questions = new Table(undo, ({ id }) => id, {
      matter: (question) => (question.closedAt ? undefined : keyOf(question.integrationId, question.matterId)),
      integration: (question) => (question.closedAt ? undefined : question.integrationId),
      value: valueKey,
    });
  }

  async ofMatter(integrationId: string, matterId: string): Promise<Question[]> {
    const questions = this.questions.by('matter', keyOf(integrationId, matterId));
    return questions.toSorted((a, b) => comparePositions(position(a), position(b)));
  }

  async find(firmId: string, id: string): Promise<Question | undefined> {
    const question = this.questions.get(id);
    return question?.firmId === firmId ? question : undefined;
  }

  async listOpen(integrationId: string, matterId: string | undefined, page: Page): Promise<Paged<Question>> {
    const questions = this.questions.by('integration', integrationId);
    const open = questions.filter(
      (question) => !question.decision && (matterId === undefined || question.matterId === matterId),
    );
    return pageOf(open, page, position);
  }

  async openAboutValue(integrationId: string, crosswalk: string, value: string): Promise<Question[]> {
    const questions = this.questions.by('value', keyOf(integrationId, crosswalk, value));
    return questions.toSorted((a, b) => comparePositions(position(a), position(b)));
  }

  async save(question: Question): Promise<void> {
    this.questions.put(question);
  }
}
