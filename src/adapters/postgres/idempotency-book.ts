import { defineEntity, type InferEntity } from '@mikro-orm/core';
import type { IdempotencyBook, RememberedAnswer } from '../../ports/idempotency-book.ts';
import { column, type ColumnsOf } from './columns.ts';
import { Rows } from './rows.ts';
import type { Session } from './session.ts';

export const answerTable = defineEntity({
  name: 'RememberedAnswer',
  tableName: 'remembered_answers',
  indexes: [{ name: 'remembered_answers_by_expiry', properties: ['firmId', 'expiresAt'] }],
  properties: {
    firmId: column.id().primary(),
    route: column.id().primary(),
    key: column.id().primary(),
    bodyDigest: column.text(),
    status: column.count().nullable(),
    body: column.verbatimJson().nullable(),
    expiresAt: column.instant(),
  } satisfies ColumnsOf<RememberedAnswer>,
});

const answers = new Rows<RememberedAnswer, InferEntity<typeof answerTable>>(answerTable);

type AnswerKey = Pick<RememberedAnswer, 'firmId' | 'route' | 'key'>;

function keyOf({ firmId, route, key }: AnswerKey): AnswerKey {
  return { firmId, route, key };
}

export class PostgresIdempotencyBook implements IdempotencyBook {
  constructor(private readonly session: Session) {}

  /** Expired answers of the firm go on the way, so that nobody has to sweep. */
  async begin(answer: RememberedAnswer, now: string): Promise<RememberedAnswer | undefined> {
    return this.session.together(async (em) => {
      await answers.remove(em, { firmId: answer.firmId, expiresAt: { $lte: now } });
      while (!(await answers.insertIfNew(em, answer))) {
        const earlier = await answers.find(em, keyOf(answer));
        // Taken back between the two statements: the place is free again.
        if (earlier) return earlier;
      }
      return undefined;
    });
  }

  async finish(answer: RememberedAnswer): Promise<void> {
    await answers.save(this.session.em(), answer);
  }

  async abandon(answer: AnswerKey): Promise<void> {
    await answers.remove(this.session.em(), keyOf(answer));
  }
}
