import { LaneLost, type LaneBook } from '../../ports/lane-book.ts';
import { Table } from './table.ts';
import type { UndoLog } from './undo-log.ts';

export class MemoryLaneBook implements LaneBook {
  private readonly lanes: Table<{ readonly lane: string; readonly fence: number }>;

  constructor(undo: UndoLog) {
    this.lanes = new Table(undo, ({ lane }) => lane);
  }

  async claim(lane: string): Promise<number> {
    const fence = (this.lanes.get(lane)?.fence ?? 0) + 1;
    this.lanes.put({ lane, fence });
    return fence;
  }

  async hold(lane: string, fence: number): Promise<void> {
    if (this.lanes.get(lane)?.fence !== fence) throw new LaneLost();
  }
}
