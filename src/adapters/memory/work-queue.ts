import type { WorkItem, WorkQueue } from '../../ports/work-queue.ts';
import { copyOf } from './copy.ts';
import type { UndoLog } from './undo-log.ts';

export interface WaitingItem {
  readonly item: WorkItem;
  /** In ms since 1970; 0 for work that may be done at once. */
  readonly notBefore: number;
}

/** Committed work only: an item appears with the commit of the transaction that put it. */
export class MemoryWorkQueue implements WorkQueue {
  private items: readonly WaitingItem[] = [];

  constructor(private readonly undo: UndoLog) {}

  async put(item: WorkItem, notBefore = 0): Promise<void> {
    const waiting = { item: copyOf(item), notBefore };
    this.undo.onCommit(() => {
      this.items = [...this.items, waiting].toSorted((a, b) => a.notBefore - b.notBefore);
    });
  }

  /** Removes and returns what is due at `now` (ms since 1970), by its time, then in the order in which it was put. */
  takeDue(now: number): WorkItem[] {
    const due = this.items.filter(({ notBefore }) => notBefore <= now);
    this.items = this.items.filter(({ notBefore }) => notBefore > now);
    return due.map(({ item }) => item);
  }

  /** When the next item is due, in ms since 1970; `undefined` when none waits. */
  nextDue(): number | undefined {
    return this.items[0]?.notBefore;
  }

  waiting(): readonly WaitingItem[] {
    return copyOf(this.items);
  }
}
