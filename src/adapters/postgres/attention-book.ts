import { defineEntity, type InferEntity } from '@mikro-orm/core';
import type { ObjectKind } from '../../../contracts/objects/values.ts';
import type { Question } from '../../domain/runs/attention.ts';
import type { AttentionBook } from '../../ports/attention-book.ts';
import type { Page, Paged } from '../../ports/run-log.ts';
import { column, type ColumnsOf } from './columns.ts';
import { readPage, type Order } from './paging.ts';
import { Rows } from './rows.ts';
import type { Session } from './session.ts';

export const questionTable = defineEntity({
  name: 'Question',
  tableName: 'questions',
  indexes: [
    { name: 'questions_of_matter', properties: ['integrationId', 'matterId'], where: 'closed_at is null' },
    {
      name: 'questions_undecided',
      properties: ['integrationId', 'since', 'id'],
      where: 'closed_at is null and decision is null',
    },
    {
      // Without the value, which is a text of the firm and may be longer than an entry of an index.
      name: 'questions_about_crosswalk',
      properties: ['integrationId', 'crosswalk'],
      where: 'crosswalk is not null and closed_at is null and decision is null',
    },
  ],
  properties: {
    id: column.id().primary(),
    firmId: column.id(),
    integrationId: column.id(),
    matterId: column.id(),
    kind: column.text().$type<ObjectKind>(),
    sourceId: column.id(),
    code: column.text(),
    question: column.text(),
    evidence: column.json(),
    candidates: column.json(),
    choices: column.json(),
    field: column.id().nullable(),
    crosswalk: column.id().nullable(),
    value: column.text().nullable(),
    since: column.instant(),
    decision: column.json().nullable(),
    closedAt: column.instant().nullable(),
  } satisfies ColumnsOf<Question>,
});

const questions = new Rows<Question, InferEntity<typeof questionTable>>(questionTable);

const oldestFirst: Order = {
  by: [
    { name: 'since', holds: 'instant' },
    { name: 'id', holds: 'id' },
  ],
};

export class PostgresAttentionBook implements AttentionBook {
  constructor(private readonly session: Session) {}

  async ofMatter(integrationId: string, matterId: string): Promise<Question[]> {
    const orderBy = [{ since: 'asc' as const }, { id: 'asc' as const }];
    return questions.list(this.session.em(), { integrationId, matterId, closedAt: null }, { orderBy });
  }

  async find(firmId: string, id: string): Promise<Question | undefined> {
    return questions.find(this.session.em(), { firmId, id });
  }

  async listOpen(integrationId: string, matterId: string | undefined, page: Page): Promise<Paged<Question>> {
    const where = { integrationId, closedAt: null, decision: null, ...(matterId === undefined ? {} : { matterId }) };
    return readPage(this.session.em(), questions, where, oldestFirst, page);
  }

  async openAboutValue(integrationId: string, crosswalk: string, value: string): Promise<Question[]> {
    const where = { integrationId, crosswalk, value, closedAt: null, decision: null };
    return questions.list(this.session.em(), where, { orderBy: [{ since: 'asc' }, { id: 'asc' }] });
  }

  async save(question: Question): Promise<void> {
    await questions.save(this.session.em(), question);
  }
}
