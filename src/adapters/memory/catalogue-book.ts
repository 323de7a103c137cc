import type { CachedCatalogue, CatalogueBook } from '../../ports/catalogue-book.ts';
import { Table } from './table.ts';
import type { UndoLog } from './undo-log.ts';

export class MemoryCatalogueBook implements CatalogueBook {
  private readonly catalogues: Table<CachedCatalogue>;

  constructor(undo: UndoLog) {
    this.catalogues = new Table(undo, ({ connectionId }) => connectionId);
  }

  async find(connectionId: string): Promise<CachedCatalogue | undefined> {
    return this.catalogues.get(connectionId);
  }

  async save(catalogue: CachedCatalogue): Promise<void> {
    this.catalogues.put(catalogue);
  }
}
