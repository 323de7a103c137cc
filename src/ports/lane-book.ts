/** Thrown when a lane was claimed by somebody else meanwhile: this worker must not write or record anything more. */
export class LaneLost extends Error {
  constructor() {
    super('Another worker has taken over this lane.');
    this.name = 'LaneLost';
  }
}

/** One number per target connection, raised at each claim. */
export interface LaneBook {
  /** Raises and returns the lane's number; whoever held it before has lost it. */
  claim(targetConnectionId: string): Promise<number>;
  /** Locks the lane's row until the transaction ends; throws `LaneLost` unless the number is still `fence`. */
  hold(targetConnectionId: string, fence: number): Promise<void>;
}
