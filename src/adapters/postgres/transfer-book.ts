import { defineEntity, type InferEntity } from '@mikro-orm/core';
import type { ObjectKind } from '../../../contracts/objects/values.ts';
import type { Transfer, TransferBook } from '../../ports/transfer-book.ts';
import { column, type ColumnsOf } from './columns.ts';
import { Rows } from './rows.ts';
import type { Session } from './session.ts';

export const transferTable = defineEntity({
  name: 'Transfer',
  tableName: 'transfers',
  indexes: [
    { name: 'transfers_of_run', properties: ['runId'] },
    { name: 'transfers_of_matter', properties: ['integrationId', 'matterId'] },
  ],
  uniques: [{ name: 'transfers_by_id', properties: ['id'] }],
  // The document's key, not the id: that is what makes it at most one transfer per document.
  properties: {
    firmId: column.id().primary(),
    targetConnectionId: column.id().primary(),
    sourceConnectionId: column.id().primary(),
    kind: column.id().$type<ObjectKind>().primary(),
    sourceId: column.id().primary(),
    id: column.id(),
    runId: column.id(),
    integrationId: column.id(),
    matterId: column.id(),
    targetRef: column.id(),
    version: column.text(),
    ticket: column.json().nullable(),
    draft: column.json(),
    size: column.size(),
    contentType: column.text(),
    sha256: column.text().nullable(),
    attempts: column.count(),
    moved: column.size(),
    heartbeatAt: column.instant().nullable(),
  } satisfies ColumnsOf<Transfer>,
});

const transfers = new Rows<Transfer, InferEntity<typeof transferTable>>(transferTable);

export class PostgresTransferBook implements TransferBook {
  constructor(private readonly session: Session) {}

  async save(transfer: Transfer): Promise<void> {
    await transfers.save(this.session.em(), transfer);
  }

  async find(id: string): Promise<Transfer | undefined> {
    return transfers.find(this.session.em(), { id });
  }

  async ofRun(runId: string): Promise<Transfer[]> {
    return transfers.list(this.session.em(), { runId }, { orderBy: [{ id: 'asc' }] });
  }

  async ofMatter(integrationId: string, matterId: string): Promise<Transfer[]> {
    return transfers.list(this.session.em(), { integrationId, matterId }, { orderBy: [{ id: 'asc' }] });
  }

  async all(): Promise<Transfer[]> {
    return transfers.list(this.session.em(), {}, { orderBy: [{ id: 'asc' }] });
  }

  async remove(id: string): Promise<void> {
    await transfers.remove(this.session.em(), { id });
  }
}
