import type { Integration, SetupBook } from '../../ports/setup-book.ts';
import { Table } from './table.ts';
import type { UndoLog } from './undo-log.ts';

export class MemorySetupBook implements SetupBook {
  private readonly integrations: Table<Integration, 'firm'>;

  constructor(undo: UndoLog) {
    this.integrations = new Table(undo, ({ id }) => id, { firm: ({ firmId }) => firmId });
  }

  async add(integration: Integration): Promise<void> {
    this.integrations.insert(integration);
  }

  async update(integration: Integration): Promise<void> {
    if (await this.find(integration.firmId, integration.id)) this.integrations.put(integration);
  }

  async find(firmId: string, id: string): Promise<Integration | undefined> {
    const integration = this.integrations.get(id);
    return integration?.firmId === firmId ? integration : undefined;
  }

  async list(firmId: string): Promise<Integration[]> {
    return this.integrations.by('firm', firmId);
  }

  async scheduled(): Promise<Integration[]> {
    return this.integrations.all().filter(({ schedule }) => schedule !== undefined);
  }

  async remove(firmId: string, id: string): Promise<void> {
    if (await this.find(firmId, id)) this.integrations.delete(id);
  }
}
