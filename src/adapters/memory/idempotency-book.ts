import type { IdempotencyBook, RememberedAnswer } from '../../ports/idempotency-book.ts';
import { compareTexts } from './paging.ts';
import { keyOf, Table } from './table.ts';
import type { UndoLog } from './undo-log.ts';

type AnswerKey = Pick<RememberedAnswer, 'firmId' | 'route' | 'key'>;

const answerKey = ({ firmId, route, key }: AnswerKey): string => keyOf(firmId, route, key);

export class MemoryIdempotencyBook implements IdempotencyBook {
  private readonly answers: Table<RememberedAnswer>;

  constructor(undo: UndoLog) {
    this.answers = new Table(undo, answerKey);
  }

  async begin(answer: RememberedAnswer, now: string): Promise<RememberedAnswer | undefined> {
    const earlier = this.answers.get(answerKey(answer));
    if (earlier && compareTexts(earlier.expiresAt, now) > 0) return earlier;
    this.answers.put(answer);
    return undefined;
  }

  async finish(answer: RememberedAnswer): Promise<void> {
    this.answers.put(answer);
  }

  async abandon(answer: AnswerKey): Promise<void> {
    this.answers.delete(answerKey(answer));
  }
}
