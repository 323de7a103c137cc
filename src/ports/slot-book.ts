/** Lets one node act per slot of a schedule. */
export interface SlotBook {
  /** True for the first caller of a (schedule, slot); by a unique row. `slot` is the planned instant. */
  take(schedule: string, slot: string): Promise<boolean>;
  /** Forgets slots before an instant. */
  forgetBefore(slot: string): Promise<void>;
}
