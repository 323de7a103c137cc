import type { FieldPath, Instant } from './objects/values.ts';

/** What can be done about a failure; the whole set. */
export type NextStep = 'retry' | 'wait-until' | 'reconnect' | 'look-up' | 'fix-the-data' | 'give-up';

/**
 * Every way in which a call to another system can fail, with its next step.
 * `outcome-unknown` is a kind of its own: it is the reason the intent journal exists.
 */
export const failureSteps = {
  unreachable: 'retry',
  throttled: 'wait-until',
  unauthorized: 'reconnect',
  forbidden: 'reconnect',
  absent: 'look-up',
  stale: 'look-up',
  'outcome-unknown': 'look-up',
  refused: 'fix-the-data',
  unreadable: 'retry',
  misconfigured: 'give-up',
  unsupported: 'give-up',
} as const satisfies Record<string, NextStep>;

export type FailureKind = keyof typeof failureSteps;

export interface FailureDetails {
  /** For `throttled`: when to come back. */
  readonly until?: Instant;
  /** For `refused`: the fields that the answer named, where it named any. */
  readonly fields?: readonly FieldPath[];
  readonly cause?: unknown;
}

/** The one error a plugin throws. `message` is plain words without values of the record: it reaches logs and pages. */
export class SyncFailure extends Error {
  readonly kind: FailureKind;
  readonly until: Instant | undefined;
  readonly fields: readonly FieldPath[];

  constructor(kind: FailureKind, message: string, details: FailureDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'SyncFailure';
    this.kind = kind;
    this.until = details.until;
    this.fields = details.fields ?? [];
  }

  get nextStep(): NextStep {
    return failureSteps[this.kind];
  }
}
