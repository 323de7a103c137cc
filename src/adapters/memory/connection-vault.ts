import type { Credentials } from '../../../contracts/ports/authorization.ts';
import type { Connection, ConnectionVault, PendingAuthorization } from '../../ports/connection-vault.ts';
import { Table } from './table.ts';
import type { UndoLog } from './undo-log.ts';

interface KeptCredentials {
  readonly connectionId: string;
  readonly credentials: Credentials;
}

/** Credentials lie open here: what ends with the process has nobody to be sealed from. */
export class MemoryConnectionVault implements ConnectionVault {
  private readonly connections: Table<Connection, 'firm'>;
  private readonly kept: Table<KeptCredentials>;
  private readonly pending: Table<PendingAuthorization>;

  constructor(undo: UndoLog) {
    this.connections = new Table(undo, ({ id }) => id, { firm: ({ firmId }) => firmId });
    this.kept = new Table(undo, ({ connectionId }) => connectionId);
    this.pending = new Table(undo, ({ stateDigest }) => stateDigest);
  }

  async add(connection: Connection): Promise<void> {
    this.connections.insert(connection);
  }

  async update(connection: Connection): Promise<void> {
    if (await this.find(connection.firmId, connection.id)) this.connections.put(connection);
  }

  async find(firmId: string, id: string): Promise<Connection | undefined> {
    const connection = this.connections.get(id);
    return connection?.firmId === firmId ? connection : undefined;
  }

  async list(firmId: string): Promise<Connection[]> {
    return this.connections.by('firm', firmId);
  }

  async remove(firmId: string, id: string): Promise<void> {
    if (!(await this.find(firmId, id))) return;
    this.connections.delete(id);
    this.kept.delete(id);
  }

  async keepCredentials(connectionId: string, credentials: Credentials | undefined): Promise<void> {
    if (credentials) this.kept.put({ connectionId, credentials });
    else this.kept.delete(connectionId);
  }

  /** Transactions come one at a time here, so the lock is held already. */
  async credentials(connectionId: string): Promise<Credentials | undefined> {
    return this.kept.get(connectionId)?.credentials;
  }

  async keepPending(pending: PendingAuthorization): Promise<void> {
    this.pending.put(pending);
  }

  async takePending(stateDigest: string): Promise<PendingAuthorization | undefined> {
    const pending = this.pending.get(stateDigest);
    this.pending.delete(stateDigest);
    return pending;
  }
}
