import { defineEntity, type InferEntity } from '@mikro-orm/core';
import type { ApiKey, Firm, FirmBook } from '../../ports/firm-book.ts';
import { column, type ColumnsOf } from './columns.ts';
import { Rows } from './rows.ts';
import type { Session } from './session.ts';

export const firmTable = defineEntity({
  name: 'Firm',
  tableName: 'firms',
  properties: {
    id: column.id().primary(),
    name: column.text(),
    createdAt: column.instant(),
    place: column.place(),
  } satisfies ColumnsOf<Firm>,
});

export const apiKeyTable = defineEntity({
  name: 'ApiKey',
  tableName: 'api_keys',
  indexes: [{ name: 'api_keys_of_firm', properties: ['firmId', 'place'] }],
  uniques: [{ name: 'api_keys_by_digest', properties: ['digest'] }],
  properties: {
    id: column.id().primary(),
    firmId: column.id(),
    role: column.text().$type<ApiKey['role']>(),
    digest: column.text(),
    createdAt: column.instant(),
    place: column.place(),
  } satisfies ColumnsOf<ApiKey>,
});

const firms = new Rows<Firm, InferEntity<typeof firmTable>>(firmTable);
const apiKeys = new Rows<ApiKey, InferEntity<typeof apiKeyTable>>(apiKeyTable);

export class PostgresFirmBook implements FirmBook {
  constructor(private readonly session: Session) {}

  async add(firm: Firm): Promise<void> {
    await firms.insert(this.session.em(), firm);
  }

  async find(id: string): Promise<Firm | undefined> {
    return firms.find(this.session.em(), { id });
  }

  async list(): Promise<Firm[]> {
    return firms.list(this.session.em(), {}, { orderBy: [{ place: 'asc' }] });
  }

  async addKey(key: ApiKey): Promise<void> {
    await apiKeys.insert(this.session.em(), key);
  }

  async keyByDigest(digest: string): Promise<ApiKey | undefined> {
    return apiKeys.find(this.session.em(), { digest });
  }

  async keys(firmId: string): Promise<ApiKey[]> {
    return apiKeys.list(this.session.em(), { firmId }, { orderBy: [{ place: 'asc' }] });
  }

  async removeKey(firmId: string, keyId: string): Promise<boolean> {
    return (await apiKeys.remove(this.session.em(), { firmId, id: keyId })) > 0;
  }
}
