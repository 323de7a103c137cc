/** One piece of work. Exactly-once does not rest on the queue: an item may come twice or late. */
export type WorkItem =
  | { readonly kind: 'run'; readonly runId: string; readonly firmId: string; readonly lane: string }
  | { readonly kind: 'transfer'; readonly transferId: string; readonly firmId: string; readonly lane: string };

/** Put inside the transaction that made the work: both are committed, or neither. */
export interface WorkQueue {
  /** `notBefore` in ms since 1970. Runs of one lane come one at a time; transfers side by side. */
  put(item: WorkItem, notBefore?: number): Promise<void>;
}

/** Takes work from the queue until it is stopped. The handler's failure puts the item back for later. */
export interface WorkLoop {
  start(handle: (item: WorkItem, signal: AbortSignal) => Promise<void>): Promise<void>;
  /** Lets work under way end, or hands it back after the grace time. */
  stop(graceMs: number): Promise<void>;
}
