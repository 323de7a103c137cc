import type { LinkKey } from '../../domain/identity/sync-link.ts';
import type { Transfer, TransferBook } from '../../ports/transfer-book.ts';
import { keyOf, NotUnique, Table } from './table.ts';
import type { UndoLog } from './undo-log.ts';

function documentKey(key: LinkKey): string {
  return keyOf(key.firmId, key.targetConnectionId, key.sourceConnectionId, key.kind, key.sourceId);
}

export class MemoryTransferBook implements TransferBook {
  private readonly transfers: Table<Transfer, 'id' | 'run' | 'matter'>;

  constructor(undo: UndoLog) {
    this.transfers = new Table(undo, documentKey, {
      id: ({ id }) => id,
      run: ({ runId }) => runId,
      matter: ({ integrationId, matterId }) => keyOf(integrationId, matterId),
    });
  }

  async save(transfer: Transfer): Promise<void> {
    const [same] = this.transfers.by('id', transfer.id);
    if (same && documentKey(same) !== documentKey(transfer)) throw new NotUnique('the id of a transfer');
    this.transfers.put(transfer);
  }

  async find(id: string): Promise<Transfer | undefined> {
    return this.transfers.by('id', id)[0];
  }

  async ofRun(runId: string): Promise<Transfer[]> {
    return this.transfers.by('run', runId);
  }

  async ofMatter(integrationId: string, matterId: string): Promise<Transfer[]> {
    return this.transfers.by('matter', keyOf(integrationId, matterId));
  }

  async all(): Promise<Transfer[]> {
    return this.transfers.all();
  }

  async remove(id: string): Promise<void> {
    const transfer = await this.find(id);
    if (transfer) this.transfers.delete(documentKey(transfer));
  }
}
