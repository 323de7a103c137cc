import type { Credentials } from '../../contracts/ports/authorization.ts';
import { type Account, type SetUpState, unknownAccount } from '../../contracts/ports/case-management-target.ts';
import { Refused } from '../domain/refusals.ts';
import type { Connection, ConnectionVault } from '../ports/connection-vault.ts';
import type { OpenedPlugin } from '../ports/plugins.ts';
import type { Storage } from '../ports/storage.ts';
import { freshAccess } from './access.ts';
import { openPlugin, pluginOf, type SessionNeeds } from './open-session.ts';

export interface CompleteConnectionNeeds extends SessionNeeds {
  readonly storage: Storage;
}

interface Found {
  readonly account?: Account;
  readonly setUp?: SetUpState;
}

/**
 * Turns fresh credentials into a connection: looks whose account it is, refuses what must not be, prepares the account
 * and keeps the credentials. What fails leaves the connection as it was. Refused credentials are forgotten and not
 * revoked: vendors revoke per app and user, which would cut off the connection that stands in the way.
 */
export class CompleteConnection {
  constructor(private readonly needs: CompleteConnectionNeeds) {}

  async complete(connection: Connection, credentials: Credentials): Promise<Connection> {
    const plugin = pluginOf(this.needs.plugins, connection.system);
    const opened = openPlugin(this.needs, plugin, connection, freshAccess(credentials));
    const found = plugin.roles.includes('target')
      ? await this.lookAtTarget(connection, opened)
      : await lookAtSource(opened);
    const connected: Connection = {
      ...connection,
      ...found,
      status: 'connected',
      connectedAt: new Date(this.needs.clock.now()).toISOString(),
    };
    await this.keep(connected, credentials);
    return connected;
  }

  private async lookAtTarget(connection: Connection, { target }: OpenedPlugin): Promise<Found> {
    const account = await target.verify();
    // Before the set-up, which may add fields to an account that we then turn down.
    await refuseWrongAccount(this.needs.storage.books.connections, { ...connection, account }, connection.account);
    return { account, setUp: await target.setUp({ keyFields: connection.keyFields }) };
  }

  private keep(connected: Connection, credentials: Credentials): Promise<void> {
    return this.needs.storage.inTransaction(async ({ connections }) => {
      const before = await connections.find(connected.firmId, connected.id);
      await refuseWrongAccount(connections, connected, before?.account);
      await (before ? connections.update(connected) : connections.add(connected));
      await connections.keepCredentials(connected.id, credentials);
    });
  }
}

/** A source tells no account; that it can be read shows that the access holds. */
async function lookAtSource({ source }: OpenedPlugin): Promise<Found> {
  await source.fields('matter');
  return {};
}

/**
 * Links belong to a connection: two connections to one account would each make their own copies, and a connection that
 * moved to another account would write to records that are somebody else's there.
 */
async function refuseWrongAccount(
  connections: ConnectionVault,
  wanted: Connection,
  before: Account | undefined,
): Promise<void> {
  const { account } = wanted;
  if (!account || account.id === unknownAccount) return;
  if (before && before.id !== unknownAccount && before.id !== account.id) {
    throw new Refused('account-differs', `The connection was made for ${before.name}; this is ${account.name}.`);
  }
  const others = await connections.list(wanted.firmId);
  const twin = others.find(
    (other) => other.id !== wanted.id && other.system === wanted.system && other.account?.id === account.id,
  );
  if (twin)
    throw new Refused('account-already-connected', `${account.name} is connected already, as connection ${twin.id}.`);
}
