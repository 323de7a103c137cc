import { SyncFailure } from '../../contracts/failures.ts';
import type { Authorization, Credentials } from '../../contracts/ports/authorization.ts';
import type { Clock } from '../../contracts/session.ts';
import type { Storage } from '../ports/storage.ts';

/** Gives one connection's session its access tokens. */
export interface Access {
  /** Throws `SyncFailure` of kind `unauthorized` when there is none. */
  current(): Promise<Credentials>;
  /** Others in place of those that the vendor no longer takes. */
  renew(stale: Credentials): Promise<Credentials>;
}

/** Access that has just been granted and is not kept yet. A vendor that refuses it at once will not be asked again. */
export function freshAccess(credentials: Credentials): Access {
  return {
    current: async () => credentials,
    renew: async () => {
      throw new SyncFailure('unauthorized', 'The system refused the access that it had just granted.');
    },
  };
}

/** No access: for what a plugin does before anybody has connected, such as naming the page to go to. */
export const noAccess: Access = {
  current: async () => {
    throw new SyncFailure('unauthorized', 'The system is not connected yet.');
  },
  renew: async () => {
    throw new SyncFailure('unauthorized', 'The system is not connected yet.');
  },
};

export interface KeptAccessNeeds {
  readonly storage: Storage;
  readonly clock: Pick<Clock, 'now'>;
  readonly firmId: string;
  readonly connectionId: string;
  readonly authorization: () => Authorization;
}

/** A token this close to its end might not live until the request arrives. */
const margin = 60_000;

/**
 * Access from the vault. One renewal is under way at a time: within this process by sharing its promise, across
 * processes by the lock on the row, because a vendor that hands out each renewal token once would cut off whoever
 * renews second. The row stays locked while the vendor answers; a connection of the database waits with it.
 */
export class KeptAccess implements Access {
  private held: Credentials | undefined;
  private renewing: Promise<Credentials> | undefined;

  constructor(private readonly needs: KeptAccessNeeds) {}

  async current(): Promise<Credentials> {
    this.held ??= await this.needs.storage.books.connections.credentials(this.needs.connectionId);
    if (!this.held) throw new SyncFailure('unauthorized', 'The connection has no access any more.');
    const { expiresAt } = this.held;
    return expiresAt !== undefined && expiresAt - margin <= this.needs.clock.now() ? this.renew(this.held) : this.held;
  }

  async renew(stale: Credentials): Promise<Credentials> {
    if (this.held && this.held.accessToken !== stale.accessToken) return this.held;
    this.renewing ??= this.renewAlone(stale).finally(() => {
      this.renewing = undefined;
    });
    return this.renewing;
  }

  private async renewAlone(stale: Credentials): Promise<Credentials> {
    try {
      this.held = await this.renewLocked(stale);
      return this.held;
    } catch (error) {
      this.held = undefined;
      if (error instanceof SyncFailure && error.kind === 'unauthorized') await this.markLost();
      throw error;
    }
  }

  private renewLocked(stale: Credentials): Promise<Credentials> {
    const { connectionId, storage, authorization } = this.needs;
    return storage.inTransaction(async ({ connections }) => {
      const kept = await connections.credentials(connectionId, true);
      if (!kept) throw new SyncFailure('unauthorized', 'The connection has no access any more.');
      if (kept.accessToken !== stale.accessToken) return kept;
      const renewed = withRenewal(await authorization().renew(kept), kept);
      await connections.keepCredentials(connectionId, renewed);
      return renewed;
    });
  }

  private async markLost(): Promise<void> {
    const { firmId, connectionId, storage } = this.needs;
    await storage.inTransaction(async ({ connections }) => {
      const connection = await connections.find(firmId, connectionId);
      if (connection?.status === 'connected') await connections.update({ ...connection, status: 'needs-reconnect' });
    });
  }
}

/** Vendors may leave out a renewal token that stays the same. */
function withRenewal(renewed: Credentials, before: Credentials): Credentials {
  const refreshToken = renewed.refreshToken ?? before.refreshToken;
  return refreshToken === undefined ? renewed : { ...renewed, refreshToken };
}
