import { defineEntity, type InferEntity } from '@mikro-orm/core';
import type { CrosswalkPolicy } from '../../domain/mapping/crosswalk.ts';
import type { CrosswalkBook, KeptCrosswalk } from '../../ports/crosswalk-book.ts';
import { column, type ColumnsOf } from './columns.ts';
import { Rows } from './rows.ts';
import type { Session } from './session.ts';

export const crosswalkTable = defineEntity({
  name: 'Crosswalk',
  tableName: 'crosswalks',
  properties: {
    integrationId: column.id().primary(),
    name: column.id().primary(),
    firmId: column.id(),
    policy: column.text().$type<CrosswalkPolicy>(),
    fallback: column.text().nullable(),
    table: column.json(),
  } satisfies ColumnsOf<KeptCrosswalk>,
});

const crosswalks = new Rows<KeptCrosswalk, InferEntity<typeof crosswalkTable>>(crosswalkTable);

export class PostgresCrosswalkBook implements CrosswalkBook {
  constructor(private readonly session: Session) {}

  async ofIntegration(integrationId: string): Promise<KeptCrosswalk[]> {
    return crosswalks.list(this.session.em(), { integrationId }, { orderBy: [{ name: 'asc' }] });
  }

  async save(crosswalk: KeptCrosswalk): Promise<void> {
    await crosswalks.save(this.session.em(), crosswalk);
  }

  async removeAll(integrationId: string): Promise<void> {
    await crosswalks.remove(this.session.em(), { integrationId });
  }
}
