import type { Run, RunChange, RunStatus } from '../domain/runs/run.ts';

/** Where a page of a list begins and how long it is. Cursors are opaque to those who pass them on. */
export interface Page {
  readonly cursor?: string;
  readonly limit: number;
}

export interface Paged<Item> {
  readonly items: Item[];
  readonly nextCursor?: string;
}

/** Where a list of ids begins, and how long it is. */
export interface IdsAfter {
  readonly after?: string;
  readonly limit: number;
}

export interface RunFilter {
  readonly integrationId?: string;
  readonly matterId?: string;
  readonly status?: RunStatus;
  readonly batchId?: string;
}

/** A run's change of state, numbered in the order of the firm's log. */
export interface RunEvent {
  readonly sequence: number;
  readonly firmId: string;
  readonly runId: string;
  readonly type: 'run' | 'change';
  /** The run or the change as it was then. */
  readonly data: Run | RunChange;
  readonly at: string;
}

/** What happened, run by run. */
export interface RunLog {
  add(run: Run): Promise<void>;
  /** Replaces a run and appends an event. */
  update(run: Run): Promise<void>;
  find(firmId: string, runId: string): Promise<Run | undefined>;
  /** The queued or running run of a matter, locked until the transaction ends; at most one, by a constraint. */
  openRunOf(integrationId: string, matterId: string): Promise<Run | undefined>;
  /** Open runs of all firms, oldest first. */
  allOpen(): Promise<Run[]>;
  /** Newest first. */
  list(firmId: string, filter: RunFilter, page: Page): Promise<Paged<Run>>;
  /** The newest run of each of the matters. */
  latestOf(integrationId: string, matterIds: readonly string[]): Promise<Map<string, Run>>;
  /** Matters whose newest run of the integration has one of the statuses: the first ones by id, after one. */
  mattersAt(integrationId: string, statuses: readonly RunStatus[], part: IdsAfter): Promise<string[]>;
  /** Inserts or replaces by (run, change id), keeps the order of first insertion, and appends an event. */
  saveChange(runId: string, change: RunChange): Promise<void>;
  changes(runId: string): Promise<RunChange[]>;
  /** Events of a firm after a sequence number, in order. */
  eventsAfter(firmId: string, sequence: number, limit: number): Promise<RunEvent[]>;
  /** The sequence number of the firm's newest event; 0 before the first. */
  lastSequence(firmId: string): Promise<number>;
}
