import type { SlotBook } from '../../ports/slot-book.ts';
import { compareTexts } from './paging.ts';
import { keyOf, Table } from './table.ts';
import type { UndoLog } from './undo-log.ts';

export class MemorySlotBook implements SlotBook {
  private readonly slots: Table<{ readonly schedule: string; readonly slot: string }>;

  constructor(undo: UndoLog) {
    this.slots = new Table(undo, ({ schedule, slot }) => keyOf(schedule, slot));
  }

  async take(schedule: string, slot: string): Promise<boolean> {
    if (this.slots.has(keyOf(schedule, slot))) return false;
    this.slots.insert({ schedule, slot });
    return true;
  }

  async forgetBefore(before: string): Promise<void> {
    for (const { schedule, slot } of this.slots.all()) {
      if (compareTexts(slot, before) < 0) this.slots.delete(keyOf(schedule, slot));
    }
  }
}
