import type { Plugin } from '../../contracts/plugin.ts';
import type { RedirectAuthorization, SecretAuthorization } from '../../contracts/ports/authorization.ts';
import { Refused } from '../domain/refusals.ts';
import type { Connection } from '../ports/connection-vault.ts';
import type { Ids } from '../ports/digest.ts';
import { noAccess } from './access.ts';
import type { CompleteConnection, CompleteConnectionNeeds } from './complete-connection.ts';
import { checkConfigured, openPlugin, pluginOf } from './open-session.ts';
import { digestOf, newSecret } from './secrets.ts';

export interface BeginConnectionNeeds extends CompleteConnectionNeeds {
  readonly ids: Ids;
  readonly complete: CompleteConnection;
  /** Where vendors send people back to. */
  readonly redirectUri: string;
}

export interface ConnectionWish {
  readonly system: string;
  readonly region?: string | undefined;
  readonly label?: string | undefined;
  readonly keyFields: boolean;
  /** Named secrets, for systems that are connected by them. */
  readonly credentials?: Readonly<Record<string, string>> | undefined;
}

/** Who asks, and from which browser where it is one. */
export interface Journey {
  readonly firmId: string;
  readonly browserSession?: string;
}

/** `authorizationUrl` is where a person must go; without it the connection stands. */
export interface Begun {
  readonly connection: Connection;
  readonly authorizationUrl?: string;
}

/** Long enough to sign in with a second factor, short enough that a link left lying about is dead. */
const journeyMs = 10 * 60 * 1000;

/** Begins connecting a system, for the first time or again. */
export class BeginConnection {
  constructor(private readonly needs: BeginConnectionNeeds) {}

  async begin(journey: Journey, wish: ConnectionWish): Promise<Begun> {
    const plugin = this.needs.plugins.find(wish.system);
    if (!plugin) throw new Refused('unknown-system', `There is no plugin called "${wish.system}".`);
    checkConfigured(plugin, this.needs.environment);
    const connection = this.newConnection(journey, wish, plugin);
    const authorization = this.authorizationOf(connection);
    if (authorization.way === 'secrets') return this.withSecrets(connection, authorization, wish.credentials);
    await this.needs.storage.books.connections.add(connection);
    return this.sendAway(journey, connection, authorization);
  }

  /** The same account must come back; until it does, the connection stays as it is. */
  async again(journey: Journey, connectionId: string, credentials?: ConnectionWish['credentials']): Promise<Begun> {
    const connection = await this.needs.storage.books.connections.find(journey.firmId, connectionId);
    if (!connection) throw new Refused('not-found', 'There is no such connection.');
    const authorization = this.authorizationOf(connection);
    if (authorization.way === 'secrets') return this.withSecrets(connection, authorization, credentials);
    return this.sendAway(journey, connection, authorization);
  }

  private authorizationOf(connection: Connection) {
    return openPlugin(this.needs, pluginOf(this.needs.plugins, connection.system), connection, noAccess).authorization;
  }

  private newConnection({ firmId }: Journey, wish: ConnectionWish, plugin: Plugin): Connection {
    const region = regionOf(plugin, wish.region);
    return {
      id: this.needs.ids.next(),
      firmId,
      system: plugin.id,
      ...(region === undefined ? {} : { region }),
      ...(wish.label === undefined ? {} : { label: wish.label }),
      keyFields: wish.keyFields,
      status: 'awaiting-authorization',
      createdAt: new Date(this.needs.clock.now()).toISOString(),
    };
  }

  private async withSecrets(
    connection: Connection,
    authorization: SecretAuthorization,
    secrets: ConnectionWish['credentials'] = {},
  ): Promise<Begun> {
    const missing = authorization.secrets.filter(({ name }) => !secrets[name]);
    if (missing.length > 0) {
      const errors = missing.map(({ name, label }) => ({
        path: `credentials.${name}`,
        message: `${label} is needed.`,
      }));
      throw new Refused('invalid-request', 'The system needs more credentials.', errors);
    }
    return { connection: await this.needs.complete.complete(connection, await authorization.exchange(secrets)) };
  }

  private async sendAway(
    journey: Journey,
    connection: Connection,
    authorization: RedirectAuthorization,
  ): Promise<Begun> {
    const state = newSecret();
    await this.needs.storage.books.connections.keepPending({
      ...journey,
      stateDigest: digestOf(state),
      connectionId: connection.id,
      expiresAt: new Date(this.needs.clock.now() + journeyMs).toISOString(),
    });
    return {
      connection,
      authorizationUrl: authorization.authorizationUrl({ state, redirectUri: this.needs.redirectUri }),
    };
  }
}

function regionOf(plugin: Plugin, wished: string | undefined): string | undefined {
  if (wished === undefined) return plugin.regions[0]?.id;
  if (plugin.regions.some(({ id }) => id === wished)) return wished;
  const known = plugin.regions.map(({ id }) => id).join(', ') || 'none';
  throw new Refused('invalid-request', 'The system has no such region.', [
    { path: 'region', message: `Known regions: ${known}.` },
  ]);
}
