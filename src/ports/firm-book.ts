import type { Instant } from '../../contracts/objects/values.ts';

export interface Firm {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Instant;
}

export type Role = 'admin' | 'operator' | 'viewer';

/** An API key of a firm, known only by its digest. */
export interface ApiKey {
  readonly id: string;
  readonly firmId: string;
  readonly role: Role;
  /** Hex SHA-256 of the key. */
  readonly digest: string;
  readonly createdAt: Instant;
}

export interface FirmBook {
  add(firm: Firm): Promise<void>;
  find(id: string): Promise<Firm | undefined>;
  list(): Promise<Firm[]>;
  addKey(key: ApiKey): Promise<void>;
  keyByDigest(digest: string): Promise<ApiKey | undefined>;
  keys(firmId: string): Promise<ApiKey[]>;
  /** Whether there was such a key. */
  removeKey(firmId: string, keyId: string): Promise<boolean>;
}
