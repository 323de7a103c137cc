import type { ApiKey, Firm, FirmBook } from '../../ports/firm-book.ts';
import { NotUnique, Table } from './table.ts';
import type { UndoLog } from './undo-log.ts';

export class MemoryFirmBook implements FirmBook {
  private readonly firms: Table<Firm>;
  private readonly apiKeys: Table<ApiKey, 'digest' | 'firm'>;

  constructor(undo: UndoLog) {
    this.firms = new Table(undo, ({ id }) => id);
    this.apiKeys = new Table(undo, ({ id }) => id, { digest: ({ digest }) => digest, firm: ({ firmId }) => firmId });
  }

  async add(firm: Firm): Promise<void> {
    this.firms.insert(firm);
  }

  async find(id: string): Promise<Firm | undefined> {
    return this.firms.get(id);
  }

  async list(): Promise<Firm[]> {
    return this.firms.all();
  }

  async addKey(key: ApiKey): Promise<void> {
    if (await this.keyByDigest(key.digest)) throw new NotUnique('the digest of a key');
    this.apiKeys.insert(key);
  }

  async keyByDigest(digest: string): Promise<ApiKey | undefined> {
    return this.apiKeys.by('digest', digest)[0];
  }

  async keys(firmId: string): Promise<ApiKey[]> {
    return this.apiKeys.by('firm', firmId);
  }

  async removeKey(firmId: string, keyId: string): Promise<boolean> {
    return this.apiKeys.get(keyId)?.firmId === firmId && this.apiKeys.delete(keyId);
  }
}
