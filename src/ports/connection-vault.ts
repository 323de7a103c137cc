import type { Instant } from '../../contracts/objects/values.ts';
import type { Credentials } from '../../contracts/ports/authorization.ts';
import type { Account, SetUpState } from '../../contracts/ports/case-management-target.ts';

export type ConnectionStatus = 'awaiting-authorization' | 'connected' | 'needs-reconnect' | 'disconnected';

/** A firm's authorised access to one system. Credentials are not part of it. */
export interface Connection {
  readonly id: string;
  readonly firmId: string;
  readonly system: string;
  readonly region?: string;
  readonly label?: string;
  readonly keyFields: boolean;
  readonly status: ConnectionStatus;
  readonly account?: Account;
  readonly setUp?: SetUpState;
  readonly createdAt: Instant;
  readonly connectedAt?: Instant;
}

/** A journey to the vendor and back. Kept by the digest of its state parameter; taken once. */
export interface PendingAuthorization {
  readonly stateDigest: string;
  readonly firmId: string;
  readonly connectionId: string;
  /** The browser session that began it, where one did. */
  readonly browserSession?: string;
  readonly expiresAt: Instant;
}

/** Connections and their sealed credentials. */
export interface ConnectionVault {
  add(connection: Connection): Promise<void>;
  update(connection: Connection): Promise<void>;
  find(firmId: string, id: string): Promise<Connection | undefined>;
  list(firmId: string): Promise<Connection[]>;
  remove(firmId: string, id: string): Promise<void>;
  /** Sealed before it is stored; `undefined` forgets. */
  keepCredentials(connectionId: string, credentials: Credentials | undefined): Promise<void>;
  /** With `lock`, the row stays locked until the transaction ends, so that one renewal is under way at a time. */
  credentials(connectionId: string, lock?: boolean): Promise<Credentials | undefined>;
  keepPending(pending: PendingAuthorization): Promise<void>;
  /** Returns and removes it; a second call finds nothing. */
  takePending(stateDigest: string): Promise<PendingAuthorization | undefined>;
}
