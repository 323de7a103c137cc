import { defineEntity, type InferEntity } from '@mikro-orm/core';
import type { Batch, BatchBook } from '../../ports/batch-book.ts';
import { column, type ColumnsOf } from './columns.ts';
import { Rows } from './rows.ts';
import type { Session } from './session.ts';

export const batchTable = defineEntity({
  name: 'Batch',
  tableName: 'batches',
  indexes: [{ name: 'batches_of_integration', properties: ['firmId', 'integrationId', 'createdAt'] }],
  properties: {
    id: column.id().primary(),
    firmId: column.id(),
    integrationId: column.id(),
    kind: column.text().$type<Batch['kind']>(),
    createdAt: column.instant(),
    listed: column.flag(),
    runIds: column.json(),
  } satisfies ColumnsOf<Batch>,
});

const batches = new Rows<Batch, InferEntity<typeof batchTable>>(batchTable);

export class PostgresBatchBook implements BatchBook {
  constructor(private readonly session: Session) {}

  async save(batch: Batch): Promise<void> {
    await batches.save(this.session.em(), batch);
  }

  async find(firmId: string, id: string): Promise<Batch | undefined> {
    return batches.find(this.session.em(), { firmId, id });
  }

  async latest(firmId: string, integrationId: string, kind: Batch['kind']): Promise<Batch | undefined> {
    const where = { firmId, integrationId, kind };
    return batches.find(this.session.em(), where, { orderBy: [{ createdAt: 'desc' }] });
  }
}
