import type { Instant } from '../objects/values.ts';
import type { Clock } from '../session.ts';

/** A clock that stands still until somebody waits for it. */
export class SteppedClock implements Clock {
  #now: number;

  constructor(start: Instant) {
    this.#now = Date.parse(start);
  }

  now(): number {
    return this.#now;
  }

  instant(): Instant {
    return new Date(this.#now).toISOString();
  }

  pass(ms: number): void {
    this.#now += ms;
  }

  sleep(ms: number): Promise<void> {
    this.pass(ms);
    return Promise.resolve();
  }
}
