import { filter, Observable, Subject, type Subscriber } from 'rxjs';
import type { Clock } from '../../contracts/session.ts';
import type { RunEvent } from '../ports/run-log.ts';
import type { Storage } from '../ports/storage.ts';

export interface RunEventsNeeds {
  readonly storage: Storage;
  readonly clock: Clock;
}

/** Events of other processes wake nobody here; they are found by looking this often, in milliseconds. */
const lookEvery = 1000;
const pageSize = 200;

/** The live stream of what happens to a firm's runs, read from the log so that nothing is missed and nothing repeated. */
export class RunEvents {
  private readonly woken = new Subject<string>();
  private readonly stopped = new AbortController();

  constructor(private readonly needs: RunEventsNeeds) {}

  /** Something was committed to the firm's log: whoever listens looks at once. */
  wake(firmId: string): void {
    this.woken.next(firmId);
  }

  /** Where a firm's log ends now: what comes after it is new. */
  end(firmId: string): Promise<number> {
    return this.needs.storage.books.runs.lastSequence(firmId);
  }

  /** Events after a sequence number; from now on without one. Ends when the program does. */
  after(firmId: string, sequence?: number): Observable<RunEvent> {
    return new Observable<RunEvent>((subscriber) => {
      const left = new AbortController();
      const follower = new Follower(
        this.needs,
        firmId,
        subscriber,
        AbortSignal.any([left.signal, this.stopped.signal]),
      );
      const waking = this.woken.pipe(filter((woken) => woken === firmId)).subscribe(() => follower.wake());
      follower.run(sequence).then(
        () => subscriber.complete(),
        (error: unknown) => subscriber.error(error),
      );
      return () => {
        waking.unsubscribe();
        left.abort();
      };
    });
  }

  /** Ends every stream. */
  stop(): void {
    this.stopped.abort();
  }
}

/** One listener's place in the log. */
class Follower {
  private wokenMeanwhile = false;
  private sleeping: AbortController | undefined;

  constructor(
    private readonly needs: RunEventsNeeds,
    private readonly firmId: string,
    private readonly subscriber: Subscriber<RunEvent>,
    private readonly signal: AbortSignal,
  ) {}

  /** A wake during a look counts for the next one: the look may have read before the commit. */
  wake(): void {
    this.wokenMeanwhile = true;
    this.sleeping?.abort();
  }

  async run(from: number | undefined): Promise<void> {
    const { runs } = this.needs.storage.books;
    let last = from ?? (await runs.lastSequence(this.firmId));
    while (!this.signal.aborted) {
      this.wokenMeanwhile = false;
      const events = await runs.eventsAfter(this.firmId, last, pageSize);
      for (const event of events) this.subscriber.next(event);
      last = events.at(-1)?.sequence ?? last;
      if (events.length < pageSize) await this.rest();
    }
  }

  private async rest(): Promise<void> {
    if (this.wokenMeanwhile || this.signal.aborted) return;
    this.sleeping = new AbortController();
    const signal = AbortSignal.any([this.sleeping.signal, this.signal]);
    try {
      await this.needs.clock.sleep(lookEvery, signal);
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      this.sleeping = undefined;
    }
  }
}
