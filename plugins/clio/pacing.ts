import { SyncFailure } from '../../contracts/failures.ts';
import type { Clock } from '../../contracts/session.ts';

/** One window of the rate limit, in milliseconds: no announced wait before a request is trusted to be longer. */
const windowMs = 60_000;
const firstBackoffMs = 250;

/**
 * The rate limit of one access token, as its answers tell it. All requests of an opened target share one, because
 * the limit is counted per token and not per caller.
 */
export class Pacing {
  readonly #clock: Clock;
  #heldUntil = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Waits until the next request may go; throws `throttled` when that is after `patientUntil` (ms since 1970). */
  async turn(patientUntil: number): Promise<void> {
    // Another request may prolong the hold during the sleep.
    for (let wait = this.#wait(); wait > 0; wait = this.#wait()) {
      if (this.#heldUntil > patientUntil) throw this.#throttled();
      await this.#clock.sleep(wait);
    }
  }

  /** Takes note of an answer; `attempt` counts refusals of the same request, from 0. */
  hear(status: number, headers: Headers, attempt: number): void {
    if (status === 429) this.#hold(Math.max(this.#refusedFor(headers), firstBackoffMs * 2 ** attempt));
    else if (headers.get('x-ratelimit-remaining')?.trim() === '0') this.#hold(this.#untilReset(headers) ?? 0);
  }

  #wait(): number {
    return this.#heldUntil - this.#clock.now();
  }

  #hold(ms: number): void {
    this.#heldUntil = Math.max(this.#heldUntil, this.#clock.now() + ms);
  }

  #throttled(): SyncFailure {
    const until = new Date(this.#heldUntil).toISOString();
    return new SyncFailure('throttled', 'Clio takes no more requests from this connection for now.', { until });
  }

  #refusedFor(headers: Headers): number {
    return retryAfter(headers, this.#clock.now()) ?? this.#untilReset(headers) ?? windowMs / 4;
  }

  /** Read against the answer's own date where it has one: our clock may differ from the server's. */
  #untilReset(headers: Headers): number | undefined {
    const reset = Number(headers.get('x-ratelimit-reset') ?? Number.NaN);
    if (!Number.isFinite(reset)) return undefined;
    const dated = Date.parse(headers.get('date') ?? '');
    const serverNow = Number.isNaN(dated) ? this.#clock.now() : dated;
    return Math.min(Math.max(reset * 1000 - serverNow, 0), windowMs);
  }
}

function retryAfter(headers: Headers, now: number): number | undefined {
  const given = headers.get('retry-after')?.trim();
  if (!given) return undefined;
  const seconds = Number(given);
  if (Number.isFinite(seconds)) return Math.max(seconds * 1000, 0);
  const at = Date.parse(given);
  return Number.isNaN(at) ? undefined : Math.max(at - now, 0);
}
