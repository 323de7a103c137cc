import type { CrosswalkBook, KeptCrosswalk } from '../../ports/crosswalk-book.ts';
import { compareTexts } from './paging.ts';
import { keyOf, Table } from './table.ts';
import type { UndoLog } from './undo-log.ts';

const crosswalkKey = ({ integrationId, name }: KeptCrosswalk): string => keyOf(integrationId, name);

export class MemoryCrosswalkBook implements CrosswalkBook {
  private readonly crosswalks: Table<KeptCrosswalk, 'integration'>;

  constructor(undo: UndoLog) {
    this.crosswalks = new Table(undo, crosswalkKey, { integration: ({ integrationId }) => integrationId });
  }

  async ofIntegration(integrationId: string): Promise<KeptCrosswalk[]> {
    return this.crosswalks.by('integration', integrationId).toSorted((a, b) => compareTexts(a.name, b.name));
  }

  async save(crosswalk: KeptCrosswalk): Promise<void> {
    this.crosswalks.put(crosswalk);
  }

  async removeAll(integrationId: string): Promise<void> {
    for (const crosswalk of this.crosswalks.by('integration', integrationId)) {
      this.crosswalks.delete(crosswalkKey(crosswalk));
    }
  }
}
