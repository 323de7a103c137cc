import type { Log } from '../../../contracts/session.ts';

/** Calls between two times of tidying up: few at first, because the first statistics matter most. */
const firstAfter = 256;
const atMost = 8192;

/**
 * The embedded database tidies up only when it is told: a server does so by itself. Without it the tables keep every
 * row that was ever replaced, and queries are planned as though all tables were empty, which makes some of them slower
 * a thousand times over.
 */
export class Upkeep {
  private calls = 0;
  private next = firstAfter;
  private tidying: Promise<void> = Promise.resolve();

  constructor(
    private readonly tidyUp: () => Promise<void>,
    private readonly log: Log,
  ) {}

  /** Told of every call; now and then it tidies up beside the work. */
  readonly count = (): void => {
    this.calls += 1;
    if (this.calls < this.next) return;
    this.calls = 0;
    this.next = Math.min(this.next * 2, atMost);
    this.tidying = this.tidying.then(this.tidyUp).catch((error: unknown) => {
      this.log.warn('The database could not be tidied up.', { error: String(error) });
    });
  };

  /** Settles when nothing is under way. */
  async rest(): Promise<void> {
    await this.tidying;
  }
}
