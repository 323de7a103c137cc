import { SyncFailure } from '../../contracts/failures.ts';
import type { MatterSource } from '../../contracts/ports/matter-source.ts';
import type { Connection } from '../ports/connection-vault.ts';
import type { OpenedPlugin } from '../ports/plugins.ts';
import type { Storage } from '../ports/storage.ts';
import type { OpenTarget, RequestMeter, Systems } from '../ports/systems.ts';
import { KeptAccess } from './access.ts';
import { meteredTarget } from './metered-target.ts';
import { openPlugin, pluginOf, type SessionNeeds } from './open-session.ts';

export interface OpenSystemsNeeds extends SessionNeeds {
  readonly storage: Storage;
  /** The built-in source of a firm. */
  readonly openIntake: (firmId: string) => MatterSource;
}

interface Opening {
  /** What it was opened with; another authorization or another set-up needs another opening. */
  readonly of: string;
  readonly opened: OpenedPlugin;
}

/** Opens connected systems. An opening is kept while its authorization and its set-up stand. */
export class OpenSystems implements Systems {
  private readonly openings = new Map<string, Opening>();

  constructor(private readonly needs: OpenSystemsNeeds) {}

  async target(firmId: string, connectionId: string, meter: RequestMeter): Promise<OpenTarget> {
    const connection = await this.connected(firmId, connectionId);
    const plugin = pluginOf(this.needs.plugins, connection.system);
    const { target } = this.opened(connection);
    return { connection, target: meteredTarget(target, meter), lockedMappings: plugin.lockedMappings ?? [] };
  }

  async source(firmId: string, source: string): Promise<MatterSource> {
    if (source === 'intake') return this.needs.openIntake(firmId);
    return this.opened(await this.connected(firmId, source)).source;
  }

  private async connected(firmId: string, connectionId: string): Promise<Connection> {
    const connection = await this.needs.storage.books.connections.find(firmId, connectionId);
    if (!connection) throw new SyncFailure('misconfigured', 'The connection does not exist any more.');
    if (connection.status === 'connected') return connection;
    this.openings.delete(connectionId);
    throw new SyncFailure('unauthorized', `The connection is not connected: ${connection.status}.`);
  }

  private opened(connection: Connection): OpenedPlugin {
    const of = JSON.stringify([connection.connectedAt, connection.region, connection.setUp]);
    const kept = this.openings.get(connection.id);
    if (kept?.of === of) return kept.opened;
    const opened = this.open(connection);
    this.openings.set(connection.id, { of, opened });
    return opened;
  }

  private open(connection: Connection): OpenedPlugin {
    const access = new KeptAccess({
      storage: this.needs.storage,
      clock: this.needs.clock,
      firmId: connection.firmId,
      connectionId: connection.id,
      authorization: () => opened.authorization,
    });
    const opened = openPlugin(this.needs, pluginOf(this.needs.plugins, connection.system), connection, access);
    return opened;
  }
}
