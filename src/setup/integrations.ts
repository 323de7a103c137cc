import type { Plugin } from '../../contracts/plugin.ts';
import type { Clock } from '../../contracts/session.ts';
import { Refused } from '../domain/refusals.ts';
import { defaultSettings } from '../domain/settings/sync-settings.ts';
import type { Connection } from '../ports/connection-vault.ts';
import type { Ids } from '../ports/digest.ts';
import type { Plugins } from '../ports/plugins.ts';
import type { Integration } from '../ports/setup-book.ts';
import type { Books, Storage } from '../ports/storage.ts';
import { isTimeZone } from './time-zones.ts';

export interface IntegrationsNeeds {
  readonly storage: Storage;
  readonly plugins: Plugins;
  readonly clock: Pick<Clock, 'now'>;
  readonly ids: Ids;
}

/** Which two systems a firm lets Casebridge work between. */
export class Integrations {
  constructor(private readonly needs: IntegrationsNeeds) {}

  /** `source` is a connection id or `intake`. */
  create(firmId: string, pair: { readonly source: string; readonly target: string }): Promise<Integration> {
    return this.needs.storage.inTransaction(async (books) => {
      const target = await this.connected(books, firmId, 'target', pair.target);
      if (pair.source !== 'intake') await this.connected(books, firmId, 'source', pair.source);
      const all = await books.setups.list(firmId);
      const twin = all.find(({ source, target }) => source === pair.source && target === pair.target);
      if (twin) throw new Refused('integration-exists', `These two are integrated already, as integration ${twin.id}.`);
      const integration = this.fresh(firmId, pair, target);
      await books.setups.add(integration);
      return integration;
    });
  }

  list(firmId: string): Promise<Integration[]> {
    return this.needs.storage.books.setups.list(firmId);
  }

  find(firmId: string, id: string): Promise<Integration> {
    return findIntegration(this.needs.storage.books, firmId, id);
  }

  /** Links and what is in the target stay, so that the same two can be integrated again without copies. */
  remove(firmId: string, id: string): Promise<void> {
    return this.needs.storage.inTransaction(async (books) => {
      await findIntegration(books, firmId, id);
      await books.mappings.removeAll(id);
      await books.crosswalks.removeAll(id);
      await books.setups.remove(firmId, id);
    });
  }

  private async connected(
    books: Books,
    firmId: string,
    role: Plugin['roles'][number],
    id: string,
  ): Promise<Connection> {
    const connection = await books.connections.find(firmId, id);
    const unfit = (message: string) => new Refused('invalid-value', message, [{ path: role, message }]);
    if (!connection) throw unfit(`There is no connection "${id}".`);
    if (!this.needs.plugins.find(connection.system)?.roles.includes(role))
      throw unfit(`This system cannot be a ${role}.`);
    if (connection.status !== 'connected')
      throw new Refused('connection-not-ready', `The ${role} is not connected: ${connection.status}.`);
    return connection;
  }

  private fresh(
    firmId: string,
    { source, target }: { source: string; target: string },
    { account }: Connection,
  ): Integration {
    const timeZone = account?.timeZone !== undefined && isTimeZone(account.timeZone) ? account.timeZone : 'UTC';
    return {
      id: this.needs.ids.next(),
      firmId,
      source,
      target,
      settings: { ...defaultSettings, timeZone },
      settingsRevision: 1,
      mappingRevision: 1,
      createdAt: new Date(this.needs.clock.now()).toISOString(),
    };
  }
}

export async function findIntegration(books: Books, firmId: string, id: string, lock = false): Promise<Integration> {
  const integration = await books.setups.find(firmId, id, lock);
  if (!integration) throw new Refused('not-found', 'There is no such integration.');
  return integration;
}
