import type { Batch, BatchBook } from '../../ports/batch-book.ts';
import { Table } from './table.ts';
import type { UndoLog } from './undo-log.ts';

export class MemoryBatchBook implements BatchBook {
  private readonly batches: Table<Batch>;

  constructor(undo: UndoLog) {
    this.batches = new Table(undo, ({ id }) => id);
  }

  async save(batch: Batch): Promise<void> {
    this.batches.put(batch);
  }

  async find(firmId: string, id: string): Promise<Batch | undefined> {
    const batch = this.batches.get(id);
    return batch?.firmId === firmId ? batch : undefined;
  }
}
