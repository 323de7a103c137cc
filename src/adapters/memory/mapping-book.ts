import { TargetFieldTaken, type CustomMapping, type MappingBook } from '../../ports/mapping-book.ts';
import { keyOf, Table } from './table.ts';
import type { UndoLog } from './undo-log.ts';

function targetKey({ integrationId, level, targetField }: CustomMapping): string {
  return keyOf(integrationId, level, targetField);
}

export class MemoryMappingBook implements MappingBook {
  private readonly mappings: Table<CustomMapping, 'integration' | 'target'>;

  constructor(undo: UndoLog) {
    this.mappings = new Table(undo, ({ id }) => id, {
      integration: ({ integrationId }) => integrationId,
      target: targetKey,
    });
  }

  async ofIntegration(integrationId: string): Promise<CustomMapping[]> {
    return this.mappings.by('integration', integrationId);
  }

  async save(mapping: CustomMapping): Promise<void> {
    const [holder] = this.mappings.by('target', targetKey(mapping));
    if (holder && holder.id !== mapping.id) throw new TargetFieldTaken();
    this.mappings.put(mapping);
  }

  async remove(integrationId: string, id: string): Promise<boolean> {
    return this.mappings.get(id)?.integrationId === integrationId && this.mappings.delete(id);
  }

  async removeAll(integrationId: string): Promise<void> {
    for (const { id } of this.mappings.by('integration', integrationId)) this.mappings.delete(id);
  }
}
