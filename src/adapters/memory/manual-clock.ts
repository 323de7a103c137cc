import type { Clock } from '../../../contracts/session.ts';

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

/** A clock that stands still until it is moved. */
export class ManualClock implements Clock {
  private sleepers: readonly Sleeper[] = [];
  private time: number;

  /** `start` in ms since 1970 or as an ISO instant. */
  constructor(start: number | string = '2026-03-02T09:00:00.000Z') {
    this.time = new Date(start).getTime();
  }

  now(): number {
    return this.time;
  }

  /** Sets the time, in ms since 1970 or as an ISO instant. Whoever has slept long enough by then wakes up. */
  set(time: number | string): void {
    this.time = new Date(time).getTime();
    const awake = this.sleepers.filter(({ until }) => until <= this.time);
    this.sleepers = this.sleepers.filter(({ until }) => until > this.time);
    for (const sleeper of awake.toSorted((a, b) => a.until - b.until)) sleeper.wake();
  }

  advance(ms: number): void {
    this.set(this.time + ms);
  }

  /** When the next sleeper is due, in ms since 1970; `undefined` when nobody sleeps. */
  nextWake(): number | undefined {
    const times = this.sleepers.map(({ until }) => until);
    return times.length === 0 ? undefined : Math.min(...times);
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    if (ms <= 0) return;
    await new Promise<void>((resolve, reject) => {
      const sleeper: Sleeper = { until: this.time + ms, wake: () => done(resolve) };
      const abort = (): void => done(() => reject(reasonOf(signal)));
      const done = (settle: () => void): void => {
        this.sleepers = this.sleepers.filter((other) => other !== sleeper);
        signal?.removeEventListener('abort', abort);
        settle();
      };
      this.sleepers = [...this.sleepers, sleeper];
      signal?.addEventListener('abort', abort, { once: true });
    });
  }
}

function reasonOf(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason;
  return reason instanceof Error ? reason : new Error('The sleep was broken off.', { cause: reason });
}
