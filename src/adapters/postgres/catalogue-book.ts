import { defineEntity, type InferEntity } from '@mikro-orm/core';
import type { CachedCatalogue, CatalogueBook } from '../../ports/catalogue-book.ts';
import { column, type ColumnsOf } from './columns.ts';
import { firmOfConnection } from './connection-vault.ts';
import { Rows } from './rows.ts';
import type { Session } from './session.ts';

export const catalogueTable = defineEntity({
  name: 'Catalogue',
  tableName: 'catalogues',
  properties: {
    connectionId: column.id().primary(),
    firmId: column.id().hidden(),
    readAt: column.instant(),
    fields: column.json(),
  } satisfies ColumnsOf<CachedCatalogue>,
});

const catalogues = new Rows<CachedCatalogue, InferEntity<typeof catalogueTable>>(catalogueTable);

export class PostgresCatalogueBook implements CatalogueBook {
  constructor(private readonly session: Session) {}

  async find(connectionId: string): Promise<CachedCatalogue | undefined> {
    return catalogues.find(this.session.em(), { connectionId });
  }

  async save(catalogue: CachedCatalogue): Promise<void> {
    await this.session.together(async (em) => {
      const firmId = await firmOfConnection(em, catalogue.connectionId);
      await catalogues.save(em, catalogue, { firmId });
    });
  }
}
