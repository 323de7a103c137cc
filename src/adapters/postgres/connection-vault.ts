import { defineEntity, type InferEntity } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { Credentials } from '../../../contracts/ports/authorization.ts';
import type { Connection, ConnectionVault, PendingAuthorization } from '../../ports/connection-vault.ts';
import type { Seal } from '../../ports/seal.ts';
import { column, type ColumnsOf } from './columns.ts';
import { Rows } from './rows.ts';
import type { Session } from './session.ts';

export const connectionTable = defineEntity({
  name: 'Connection',
  tableName: 'connections',
  indexes: [{ name: 'connections_of_firm', properties: ['firmId', 'place'] }],
  properties: {
    id: column.id().primary(),
    firmId: column.id(),
    system: column.text(),
    region: column.text().nullable(),
    label: column.text().nullable(),
    keyFields: column.flag(),
    status: column.text().$type<Connection['status']>(),
    account: column.json().nullable(),
    setUp: column.json().nullable(),
    createdAt: column.instant(),
    connectedAt: column.instant().nullable(),
    place: column.place(),
  } satisfies ColumnsOf<Connection>,
});

interface SealedCredentials {
  readonly connectionId: string;
  readonly firmId: string;
  readonly sealed: string;
}

export const credentialsTable = defineEntity({
  name: 'SealedCredentials',
  tableName: 'credentials',
  properties: {
    connectionId: column.id().primary(),
    firmId: column.id(),
    sealed: column.text(),
  } satisfies ColumnsOf<SealedCredentials>,
});

export const pendingTable = defineEntity({
  name: 'PendingAuthorization',
  tableName: 'pending_authorizations',
  indexes: [{ name: 'pending_authorizations_of_connection', properties: ['connectionId'] }],
  properties: {
    stateDigest: column.id().primary(),
    firmId: column.id(),
    connectionId: column.id(),
    browserSession: column.text().nullable(),
    expiresAt: column.instant(),
  } satisfies ColumnsOf<PendingAuthorization>,
});

const connections = new Rows<Connection, InferEntity<typeof connectionTable>>(connectionTable);
const credentials = new Rows<SealedCredentials, InferEntity<typeof credentialsTable>>(credentialsTable);
const pendings = new Rows<PendingAuthorization, InferEntity<typeof pendingTable>>(pendingTable);

/** What credentials are sealed for: those of one connection open in no other's row. */
export function credentialsContext(connectionId: string): string {
  return `credentials of connection ${connectionId}`;
}

/** The firm that a row about a connection belongs to; empty for a connection that is not in the vault. */
export async function firmOfConnection(em: SqlEntityManager, id: string): Promise<string> {
  return (await connections.find(em, { id }))?.firmId ?? '';
}

export class PostgresConnectionVault implements ConnectionVault {
  constructor(
    private readonly session: Session,
    private readonly seal: Seal,
  ) {}

  async add(connection: Connection): Promise<void> {
    await connections.insert(this.session.em(), connection);
  }

  async update(connection: Connection): Promise<void> {
    const { id, firmId } = connection;
    await connections.replace(this.session.em(), { id, firmId }, connection);
  }

  async find(firmId: string, id: string): Promise<Connection | undefined> {
    return connections.find(this.session.em(), { firmId, id });
  }

  async list(firmId: string): Promise<Connection[]> {
    return connections.list(this.session.em(), { firmId }, { orderBy: [{ place: 'asc' }] });
  }

  async remove(firmId: string, id: string): Promise<void> {
    await this.session.together(async (em) => {
      if ((await connections.remove(em, { firmId, id })) === 0) return;
      await credentials.remove(em, { firmId, connectionId: id });
      await pendings.remove(em, { firmId, connectionId: id });
      await em.execute('delete from catalogues where connection_id = ? and firm_id = ?', [id, firmId]);
    });
  }

  async keepCredentials(connectionId: string, kept: Credentials | undefined): Promise<void> {
    if (!kept) {
      await credentials.remove(this.session.em(), { connectionId });
      return;
    }
    const sealed = this.seal.seal(JSON.stringify(kept), credentialsContext(connectionId));
    await this.session.together(async (em) => {
      const firmId = await firmOfConnection(em, connectionId);
      if (firmId === '') throw new Error('There is no such connection to keep credentials of.');
      await credentials.save(em, { connectionId, firmId, sealed });
    });
  }

  async credentials(connectionId: string, lock = false): Promise<Credentials | undefined> {
    const found = await credentials.find(this.session.em(), { connectionId }, { lock });
    if (!found) return undefined;
    const kept: Credentials = JSON.parse(this.seal.open(found.sealed, credentialsContext(connectionId)));
    return kept;
  }

  async keepPending(pending: PendingAuthorization): Promise<void> {
    await pendings.save(this.session.em(), pending);
  }

  /** The row is locked before it goes: of two callers at once the second finds nothing. */
  async takePending(stateDigest: string): Promise<PendingAuthorization | undefined> {
    return this.session.together(async (em) => {
      const pending = await pendings.find(em, { stateDigest }, { lock: true });
      if (pending) await pendings.remove(em, { stateDigest });
      return pending;
    });
  }
}
