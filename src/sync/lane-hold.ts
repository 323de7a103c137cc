import type { Books } from '../ports/storage.ts';

/** The number under which this worker serves a lane; asked for in every transaction that records or sends. */
export class LaneHold {
  readonly connectionId: string;
  private readonly fence: number;

  constructor(connectionId: string, fence: number) {
    this.connectionId = connectionId;
    this.fence = fence;
  }

  /** Throws `LaneLost` when somebody else has taken the lane over. */
  hold(books: Books): Promise<void> {
    return books.lanes.hold(this.connectionId, this.fence);
  }
}
