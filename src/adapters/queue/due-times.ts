import type { Clock } from '../../../contracts/session.ts';

/** A sleep longer than this is slept in pieces: timers of the platform end at about 24 days. */
const longestSleepMs = 3_600_000;

/**
 * Calls back at the times it was told, each within a few milliseconds: waits of a tenth of a second are common, and the
 * queue itself is only looked at every few seconds. It forgets with the process; the queue does not.
 */
export class DueTimes {
  private times: readonly number[] = [];
  private sleeping: AbortController | undefined;
  private closed = false;

  constructor(
    private readonly clock: Clock,
    private readonly onDue: (count: number) => void,
  ) {}

  /** `at` in ms since 1970. */
  add(at: number): void {
    if (this.closed) return;
    this.times = [...this.times, at].toSorted((a, b) => a - b);
    if (this.times[0] === at) this.sleepAnew();
  }

  close(): void {
    this.closed = true;
    this.times = [];
    this.sleeping?.abort();
  }

  private sleepAnew(): void {
    this.sleeping?.abort();
    const [next] = this.times;
    if (next === undefined) return;
    const sleeping = new AbortController();
    this.sleeping = sleeping;
    // One more millisecond: a timer may fire a fraction early, and the item would not be due yet.
    const ms = Math.min(Math.max(0, next - this.clock.now()) + 1, longestSleepMs);
    this.clock.sleep(ms, sleeping.signal).then(
      () => this.wakeUp(sleeping),
      () => undefined,
    );
  }

  private wakeUp(sleeping: AbortController): void {
    if (sleeping.signal.aborted) return;
    const now = this.clock.now();
    const due = this.times.filter((time) => time <= now).length;
    this.times = this.times.slice(due);
    this.sleeping = undefined;
    if (due > 0) this.onDue(due);
    this.sleepAnew();
  }
}
