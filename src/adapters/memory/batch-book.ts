import type { Batch, BatchBook } from '../../ports/batch-book.ts';
import { compareTexts } from './paging.ts';
import { keyOf, Table } from './table.ts';
import type { UndoLog } from './undo-log.ts';

export class MemoryBatchBook implements BatchBook {
  private readonly batches: Table<Batch, 'integration'>;

  constructor(undo: UndoLog) {
    this.batches = new Table(undo, ({ id }) => id, {
      integration: ({ firmId, integrationId, kind }) => keyOf(firmId, integrationId, kind),
    });
  }

  async save(batch: Batch): Promise<void> {
    this.batches.put(batch);
  }

  async find(firmId: string, id: string): Promise<Batch | undefined> {
    const batch = this.batches.get(id);
    return batch?.firmId === firmId ? batch : undefined;
  }

  async latest(firmId: string, integrationId: string, kind: Batch['kind']): Promise<Batch | undefined> {
    return this.batches
      .by('integration', keyOf(firmId, integrationId, kind))
      .toSorted((a, b) => compareTexts(b.createdAt, a.createdAt))[0];
  }
}
