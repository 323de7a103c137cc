import { SyncFailure } from '../../contracts/failures.ts';
import { Refused } from '../domain/refusals.ts';
import type { Connection } from '../ports/connection-vault.ts';
import type { Plugins } from '../ports/plugins.ts';
import type { Storage } from '../ports/storage.ts';
import type { Systems } from '../ports/systems.ts';
import { pluginOf } from './open-session.ts';

export interface VerifyConnectionNeeds {
  readonly storage: Storage;
  readonly systems: Systems;
  readonly plugins: Plugins;
}

/** Asks the vendor whether the access still holds, and sets up anew what somebody removed from the account. */
export class VerifyConnection {
  constructor(private readonly needs: VerifyConnectionNeeds) {}

  /** The connection as it stands after the look; lost access is an answer here, not a failure. */
  async verify(firmId: string, connectionId: string): Promise<Connection> {
    const connection = await this.needs.storage.books.connections.find(firmId, connectionId);
    if (!connection) throw new Refused('not-found', 'There is no such connection.');
    if (connection.status === 'awaiting-authorization' || connection.status === 'disconnected') {
      throw new Refused('connection-not-ready', `The connection is not connected: ${connection.status}.`);
    }
    if (connection.status === 'needs-reconnect') return connection;
    return this.look(connection);
  }

  private async look(connection: Connection): Promise<Connection> {
    try {
      return await this.save(connection, await this.findings(connection));
    } catch (error) {
      if (!(error instanceof SyncFailure) || error.kind !== 'unauthorized') throw error;
      return this.save(connection, { status: 'needs-reconnect' });
    }
  }

  private async findings(connection: Connection): Promise<Partial<Connection>> {
    if (!pluginOf(this.needs.plugins, connection.system).roles.includes('target')) {
      await (await this.needs.systems.source(connection.firmId, connection.id)).fields('matter');
      return {};
    }
    const { target } = await this.needs.systems.target(connection.firmId, connection.id, () => {});
    const account = await target.verify();
    return { account, setUp: await target.setUp({ keyFields: connection.keyFields }) };
  }

  /** Onto what is stored by now: meanwhile it may have been disconnected, which must not be undone. */
  private save(seen: Connection, found: Partial<Connection>): Promise<Connection> {
    return this.needs.storage.inTransaction(async ({ connections }) => {
      const now = await connections.find(seen.firmId, seen.id);
      if (!now) throw new Refused('not-found', 'There is no such connection.');
      if (now.status !== 'connected' || now.connectedAt !== seen.connectedAt) return now;
      const verified = { ...now, ...found };
      await connections.update(verified);
      return verified;
    });
  }
}
