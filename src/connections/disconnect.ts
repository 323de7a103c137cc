import { SyncFailure } from '../../contracts/failures.ts';
import type { Credentials } from '../../contracts/ports/authorization.ts';
import { Refused } from '../domain/refusals.ts';
import type { Connection } from '../ports/connection-vault.ts';
import type { Storage } from '../ports/storage.ts';
import { freshAccess } from './access.ts';
import { openPlugin, pluginOf, type SessionNeeds } from './open-session.ts';

export interface DisconnectNeeds extends SessionNeeds {
  readonly storage: Storage;
}

/**
 * Ends the access to a system. A connection that was ever made stays listed as disconnected: its links say which
 * record is whose, and whoever connects the account again needs them. One that never came about is removed.
 */
export class Disconnect {
  constructor(private readonly needs: DisconnectNeeds) {}

  async disconnect(firmId: string, connectionId: string): Promise<void> {
    const taken = await this.forget(firmId, connectionId);
    // After our own forgetting is committed: a vendor that does not answer must not keep the tokens here.
    if (taken.credentials) await this.revoke(taken.connection, taken.credentials);
  }

  private forget(firmId: string, connectionId: string) {
    return this.needs.storage.inTransaction(async ({ connections, setups }) => {
      const connection = await connections.find(firmId, connectionId);
      if (!connection) throw new Refused('not-found', 'There is no such connection.');
      const credentials = await connections.credentials(connectionId, true);
      await connections.keepCredentials(connectionId, undefined);
      const used = (await setups.list(firmId)).some(
        ({ source, target }) => source === connectionId || target === connectionId,
      );
      if (connection.connectedAt === undefined && !used) await connections.remove(firmId, connectionId);
      else await connections.update({ ...connection, status: 'disconnected' });
      return { connection, credentials };
    });
  }

  private async revoke(connection: Connection, credentials: Credentials): Promise<void> {
    try {
      const plugin = pluginOf(this.needs.plugins, connection.system);
      await openPlugin(this.needs, plugin, connection, freshAccess(credentials)).authorization.revoke(credentials);
    } catch (error) {
      if (!(error instanceof SyncFailure)) throw error;
      this.needs.log.warn('The vendor did not confirm that the access is revoked; it is forgotten here.', {
        connectionId: connection.id,
        failure: error.kind,
      });
    }
  }
}
