import type { FieldPath, Instant, ObjectKind, TargetRef } from '../../../contracts/objects/values.ts';
import type { ObjectKey } from '../identity/object-key.ts';
import type { MappingSnapshot } from '../mapping/field-mapping.ts';
import type { MappingProblem } from '../mapping/mapping-problems.ts';
import type { SyncSettings } from '../settings/sync-settings.ts';

export type RunStatus = 'queued' | 'running' | 'succeeded' | 'partial' | 'failed' | 'needs-attention';

/** What pressed the button. */
export interface Trigger {
  readonly by: 'api' | 'schedule' | 'reconcile' | 'retry' | 'decision' | 'embedded' | 'automation' | 'webhook';
  /** The key, schedule slot, run or question behind it. */
  readonly ref?: string;
}

/** What is asked of a run. Requests that meet an open run are folded into it: the stronger wins. */
export interface RunWish {
  readonly for: 'sync' | 'convert';
  readonly verify: boolean;
  /** Apply only a plan with this hash. */
  readonly expect?: string;
  readonly retryRefused: Retried;
}

/** Whose refused values are tried again: everybody's, nobody's, or those of some objects. */
export type Retried = boolean | readonly ObjectKey[];

export function isRetried(retried: Retried, key: ObjectKey): boolean {
  return typeof retried === 'boolean' ? retried : retried.includes(key);
}

export interface RequestCounts {
  readonly reads: number;
  readonly writes: number;
  readonly transfers: number;
}

export const noRequests: RequestCounts = { reads: 0, writes: 0, transfers: 0 };

/** Why a run could not go on as a whole: a code with its meaning and what to do about it. */
export interface RunFailure {
  readonly code: string;
  readonly message: string;
  readonly action: string;
}

/** One execution for one matter. */
export interface Run {
  readonly id: string;
  readonly firmId: string;
  readonly integrationId: string;
  readonly targetConnectionId: string;
  readonly matterId: string;
  readonly batchId?: string;
  readonly trigger: Trigger;
  readonly wish: RunWish;
  /** Raised by each request that folds in; a run ends only when its last round has seen the latest. */
  readonly requested: number;
  readonly status: RunStatus;
  readonly createdAt: Instant;
  readonly startedAt?: Instant;
  readonly finishedAt?: Instant;
  readonly waitingUntil?: Instant;
  /** Why it waits, in words. */
  readonly waitingFor?: string;
  /** A worker is carrying it out at this moment; nobody else may end it. */
  readonly inLane?: true;
  /** How often in a row the target could not be reached. */
  readonly failures: number;
  readonly planHash?: string;
  /** The settings as they were when the run began; a request that folds in takes them anew. */
  readonly settings?: SyncSettings;
  readonly settingsRevision?: number;
  readonly mappingRevision?: number;
  /** The mappings as they were when the run began, like the settings. */
  readonly mappings?: MappingSnapshot;
  /** What is wrong with the mappings by what was known of the fields when the run last looked. */
  readonly mappingProblems?: readonly MappingProblem[];
  readonly requests: RequestCounts;
  readonly failure?: RunFailure;
}

export type ChangeAction = 'create' | 'adopt' | 'update' | 'leave' | 'refuse' | 'ask' | 'wait';

/**
 * - `pending`: planned, not done yet. `waiting`: an answer was lost, or bytes are on their way.
 * - `applied`, `unchanged`: as it should be. `partial`: done but for some fields.
 * - `skipped`: something it depends on did not go. `refused`: the target or the form of the data stopped it.
 * - `asked`: a person has to decide. `failed`: it could not be done for a reason that is not in the data.
 */
export type ChangeOutcome =
  | 'pending'
  | 'waiting'
  | 'applied'
  | 'unchanged'
  | 'partial'
  | 'skipped'
  | 'refused'
  | 'asked'
  | 'failed';

/** What was done with one field, and why. Codes: `domain/planning/field-codes`. */
export interface FieldNote {
  readonly field: string;
  readonly code: string;
  readonly message: string;
  /** Told by an adapter: all of it arrived, only in another form. */
  readonly harmless?: true;
}

/** What one run did with one object. */
export interface RunChange {
  /** Unique in its run: the kind and the source id. */
  readonly id: string;
  readonly kind: ObjectKind;
  readonly sourceId: string;
  readonly targetRef?: TargetRef;
  readonly targetUrl?: string;
  readonly action: ChangeAction;
  readonly outcome: ChangeOutcome;
  readonly fields: readonly FieldNote[];
  /** Fields of the target that were written, by their names only: what they hold is nobody's business here. */
  readonly written?: readonly FieldPath[];
  readonly reason: string;
  readonly code?: string;
}

/** A run as its events tell of it: the mappings it goes by would be repeated with each of them. */
export function toldRun({ mappings: _mappings, ...run }: Run): Run {
  return run;
}

/** Whether a run still has something before it. */
export function isOpen(run: Pick<Run, 'status'>): boolean {
  return run.status === 'queued' || run.status === 'running';
}
