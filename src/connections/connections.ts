import type { Capabilities } from '../../contracts/capabilities.ts';
import { SyncFailure } from '../../contracts/failures.ts';
import { Refused } from '../domain/refusals.ts';
import type { Connection } from '../ports/connection-vault.ts';
import type { Plugins } from '../ports/plugins.ts';
import type { Storage } from '../ports/storage.ts';
import type { Systems } from '../ports/systems.ts';

export interface ConnectionsNeeds {
  readonly storage: Storage;
  readonly systems: Systems;
  readonly plugins: Plugins;
}

/** The connections of a firm, to be looked at. */
export class Connections {
  constructor(private readonly needs: ConnectionsNeeds) {}

  list(firmId: string): Promise<Connection[]> {
    return this.needs.storage.books.connections.list(firmId);
  }

  async find(firmId: string, id: string): Promise<Connection> {
    const connection = await this.needs.storage.books.connections.find(firmId, id);
    if (!connection) throw new Refused('not-found', 'There is no such connection.');
    return connection;
  }

  /** What a connected target can do with the set-up that it has. Asks nothing of the vendor. */
  async capabilities(connection: Connection): Promise<Capabilities | undefined> {
    const isTarget = this.needs.plugins.find(connection.system)?.roles.includes('target');
    if (connection.status !== 'connected' || !isTarget) return undefined;
    try {
      return (await this.needs.systems.target(connection.firmId, connection.id, () => {})).target.capabilities;
    } catch (error) {
      // The connection is still shown when its plugin lacks its configuration: that is how a person finds out.
      if (error instanceof SyncFailure) return undefined;
      throw error;
    }
  }
}
