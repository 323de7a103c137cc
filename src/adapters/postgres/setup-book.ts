import { defineEntity, type InferEntity } from '@mikro-orm/core';
import type { Integration, SetupBook } from '../../ports/setup-book.ts';
import { column, type ColumnsOf } from './columns.ts';
import { Rows } from './rows.ts';
import type { Session } from './session.ts';

export const integrationTable = defineEntity({
  name: 'Integration',
  tableName: 'integrations',
  indexes: [{ name: 'integrations_of_firm', properties: ['firmId', 'place'] }],
  properties: {
    id: column.id().primary(),
    firmId: column.id(),
    source: column.id(),
    target: column.id(),
    settings: column.json(),
    settingsRevision: column.count(),
    mappingRevision: column.count(),
    schedule: column.json().nullable(),
    cursor: column.text().nullable(),
    createdAt: column.instant(),
    place: column.place(),
  } satisfies ColumnsOf<Integration>,
});

const integrations = new Rows<Integration, InferEntity<typeof integrationTable>>(integrationTable);

export class PostgresSetupBook implements SetupBook {
  constructor(private readonly session: Session) {}

  async add(integration: Integration): Promise<void> {
    await integrations.insert(this.session.em(), integration);
  }

  async update(integration: Integration): Promise<void> {
    const { id, firmId } = integration;
    await integrations.replace(this.session.em(), { id, firmId }, integration);
  }

  async find(firmId: string, id: string, lock = false): Promise<Integration | undefined> {
    return integrations.find(this.session.em(), { firmId, id }, { lock });
  }

  async list(firmId: string): Promise<Integration[]> {
    return integrations.list(this.session.em(), { firmId }, { orderBy: [{ place: 'asc' }] });
  }

  async scheduled(): Promise<Integration[]> {
    return integrations.list(this.session.em(), { schedule: { $ne: null } }, { orderBy: [{ place: 'asc' }] });
  }

  async remove(firmId: string, id: string): Promise<void> {
    await integrations.remove(this.session.em(), { firmId, id });
  }
}
