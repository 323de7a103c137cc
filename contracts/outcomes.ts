import type { TargetRecord } from './objects/target.ts';
import type { FieldPath, Instant } from './objects/values.ts';

/** Why a target would not take a write; nothing was written. */
export interface Rejection {
  /**
   * `invalid`: a value or a rule (HTTP 422); `stale`: the record changed since it was read; `absent`: the record, or
   * one it refers to, is gone or hidden; `forbidden`: this user may not; `locked`: the record takes no change now.
   */
  readonly code: 'invalid' | 'stale' | 'absent' | 'forbidden' | 'locked';
  readonly message: string;
  /** The fields that the answer named; empty where it named none. */
  readonly fields: readonly FieldPath[];
}

/** Opaque to the core: what the adapter needs to go on with an upload. Must survive JSON. */
export type Ticket = Readonly<Record<string, unknown>>;

/**
 * What became of a write.
 * - `applied`: done; `record` is the target's answer.
 * - `unchanged`: the target already held all of it.
 * - `accepted`: the record stands, its bytes are still to be moved with the ticket.
 * - `rejected`: certainly not done.
 * - `cannot-converge`: done, but the target does not hold what was sent (`fields` says what).
 * - `unknown`: may have been done. `lostAt` is when the answer was lost.
 */
export type WriteOutcome =
  | { readonly kind: 'applied'; readonly record: TargetRecord }
  | { readonly kind: 'unchanged'; readonly record: TargetRecord }
  | { readonly kind: 'accepted'; readonly record: TargetRecord; readonly ticket: Ticket }
  | { readonly kind: 'rejected'; readonly reason: Rejection }
  | {
      readonly kind: 'cannot-converge';
      readonly record: TargetRecord;
      readonly reason: string;
      readonly fields: readonly FieldPath[];
    }
  | { readonly kind: 'unknown'; readonly lostAt: Instant; readonly reason: string };
