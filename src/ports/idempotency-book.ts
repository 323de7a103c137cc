import type { Instant } from '../../contracts/objects/values.ts';

/** The answer that was given to a request with an `Idempotency-Key`, per firm and route. */
export interface RememberedAnswer {
  readonly firmId: string;
  readonly route: string;
  readonly key: string;
  readonly bodyDigest: string;
  /** Absent while the first request is still under way. */
  readonly status?: number;
  readonly body?: unknown;
  readonly expiresAt: Instant;
}

export interface IdempotencyBook {
  /** Inserts if there is none that has not expired at `now`; otherwise returns the one that is there. */
  begin(answer: RememberedAnswer, now: Instant): Promise<RememberedAnswer | undefined>;
  finish(answer: RememberedAnswer): Promise<void>;
  /** Takes back a `begin` whose request failed without effect. */
  abandon(answer: Pick<RememberedAnswer, 'firmId' | 'route' | 'key'>): Promise<void>;
}
