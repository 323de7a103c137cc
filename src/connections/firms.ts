import type { Clock } from '../../contracts/session.ts';
import { Refused } from '../domain/refusals.ts';
import type { Ids } from '../ports/digest.ts';
import type { ApiKey, Firm, Role } from '../ports/firm-book.ts';
import type { Storage } from '../ports/storage.ts';
import { digestOf, newSecret, sameDigest } from './secrets.ts';

/** Who presented a key: one of a firm's, or whoever runs this installation, who reaches no firm's data. */
export type KeyHolder = FirmKeyHolder | { readonly by: 'operator' };

export interface FirmKeyHolder {
  readonly by: 'firm';
  readonly firmId: string;
  readonly role: Role;
  readonly keyId: string;
}

export interface FirmsNeeds {
  readonly storage: Storage;
  readonly clock: Pick<Clock, 'now'>;
  readonly ids: Ids;
  /** The operator's key; without one nobody is the operator. */
  readonly operatorKey: string | undefined;
}

/** Firms and their API keys. A key is shown once, when it is made; only its digest is kept. */
export class Firms {
  private readonly operatorDigest: string | undefined;

  constructor(private readonly needs: FirmsNeeds) {
    this.operatorDigest = needs.operatorKey === undefined ? undefined : digestOf(needs.operatorKey);
  }

  async add(name: string): Promise<Firm> {
    const firm: Firm = { id: this.needs.ids.next(), name, createdAt: this.now() };
    await this.needs.storage.books.firms.add(firm);
    return firm;
  }

  list(): Promise<Firm[]> {
    return this.needs.storage.books.firms.list();
  }

  async find(firmId: string): Promise<Firm> {
    const firm = await this.needs.storage.books.firms.find(firmId);
    if (!firm) throw new Refused('not-found', 'There is no such firm.');
    return firm;
  }

  /** `key` is the secret itself and never to be had again. */
  async addKey(firmId: string, role: Role): Promise<ApiKey & { readonly key: string }> {
    await this.find(firmId);
    const key = `cb_${newSecret()}`;
    const kept: ApiKey = { id: this.needs.ids.next(), firmId, role, digest: digestOf(key), createdAt: this.now() };
    await this.needs.storage.books.firms.addKey(kept);
    return { ...kept, key };
  }

  async keys(firmId: string): Promise<ApiKey[]> {
    await this.find(firmId);
    return this.needs.storage.books.firms.keys(firmId);
  }

  /** Whoever signed in to the pages with it is signed out. */
  async removeKey(firmId: string, keyId: string): Promise<void> {
    const removed = await this.needs.storage.inTransaction(async ({ firms, sessions }) => {
      await sessions.removeOfKey(firmId, keyId);
      return firms.removeKey(firmId, keyId);
    });
    if (!removed) throw new Refused('not-found', 'There is no such key.');
  }

  /** `undefined` for a key that nobody holds. */
  async whoHolds(key: string): Promise<KeyHolder | undefined> {
    const digest = digestOf(key);
    if (this.operatorDigest !== undefined && sameDigest(digest, this.operatorDigest)) return { by: 'operator' };
    const held = await this.needs.storage.books.firms.keyByDigest(digest);
    if (!held || !sameDigest(held.digest, digest)) return undefined;
    return holderOf(held);
  }

  /** `undefined` when the key has been removed. */
  async holderOf(firmId: string, keyId: string): Promise<FirmKeyHolder | undefined> {
    const key = (await this.needs.storage.books.firms.keys(firmId)).find(({ id }) => id === keyId);
    return key && holderOf(key);
  }

  private now(): string {
    return new Date(this.needs.clock.now()).toISOString();
  }
}

function holderOf({ firmId, role, id }: ApiKey): FirmKeyHolder {
  return { by: 'firm', firmId, role, keyId: id };
}
