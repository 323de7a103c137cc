import { keyOf, Table } from './table.ts';
import type { UndoLog } from './undo-log.ts';

interface Touch {
  readonly firmId: string;
  readonly matterId: string;
  readonly position: number;
}

/** When each matter of a firm was touched last, as a position. One row a matter: the list does not grow with edits. */
export class IntakeChanges {
  private readonly touches: Table<Touch, 'firm'>;
  private readonly lastPositions: Table<{ readonly firmId: string; readonly position: number }>;

  constructor(undo: UndoLog) {
    this.touches = new Table(undo, ({ firmId, matterId }) => keyOf(firmId, matterId), { firm: ({ firmId }) => firmId });
    this.lastPositions = new Table(undo, ({ firmId }) => firmId);
  }

  append(firmId: string, matterIds: readonly string[]): void {
    let position = this.lastPositions.get(firmId)?.position ?? 0;
    for (const matterId of matterIds) {
      position += 1;
      this.touches.put({ firmId, matterId, position });
    }
    if (matterIds.length > 0) this.lastPositions.put({ firmId, position });
  }

  after(firmId: string, position: number, limit: number): { matterIds: string[]; position: number; more: boolean } {
    const later = this.touches.by('firm', firmId).filter((touch) => touch.position > position);
    const page = later.toSorted((a, b) => a.position - b.position).slice(0, limit);
    return {
      matterIds: page.map(({ matterId }) => matterId),
      position: page.at(-1)?.position ?? position,
      more: later.length > page.length,
    };
  }
}
