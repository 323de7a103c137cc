import type { PgBoss } from 'pg-boss';
import type { Clock, Log } from '../../../contracts/session.ts';
import type { DurableQueue, OpenQueue, QueueTransaction } from '../../ports/durable-queue.ts';
import type { WorkQueue } from '../../ports/work-queue.ts';
import { DueTimes } from './due-times.ts';
import { dbOf, openBoss, queueNames, type QueueName } from './open-boss.ts';
import { Workers, type Handle } from './workers.ts';

export interface QueueSettings {
  readonly clock: Clock;
  readonly log: Log;
  /** How many lanes this process serves at once. */
  readonly lanesAtOnce?: number;
  /** How many documents it moves at once. */
  readonly transfersAtOnce?: number;
  /** How often it looks for workers that died. */
  readonly superviseSeconds?: number;
}

/** Opens pg-boss in the database of the books. */
export function pgBossQueue(settings: QueueSettings): OpenQueue {
  return async (database) => new PgBossQueue(await openBoss(database, settings), settings);
}

class PgBossQueue implements DurableQueue {
  private readonly dueTimes: ReadonlyMap<QueueName, DueTimes>;
  private workers: ReadonlyMap<QueueName, Workers> = new Map();

  constructor(
    private readonly boss: PgBoss,
    private readonly settings: QueueSettings,
  ) {
    const names = Object.values(queueNames);
    this.dueTimes = new Map(
      names.map((name) => [name, new DueTimes(settings.clock, (count) => this.wake(name, count))]),
    );
  }

  /** An item like one that waits already is put nevertheless: the other may be taken up before this commit is seen. */
  within(transaction: QueueTransaction): WorkQueue {
    return {
      put: async (item, notBefore) => {
        const name = queueNames[item.kind];
        await this.boss.send(name, item, {
          db: dbOf(transaction.session),
          ...(item.kind === 'run' ? { singletonKey: item.lane } : {}),
          ...(notBefore === undefined ? {} : { startAfter: new Date(notBefore) }),
        });
        transaction.afterCommit(() => this.announce(name, notBefore));
      },
    };
  }

  async start(handle: Handle): Promise<void> {
    if (this.workers.size > 0) throw new Error('The work loop has been started already.');
    const { lanesAtOnce = 4, transfersAtOnce = 3, log } = this.settings;
    const runs = new Workers(this.boss, queueNames.run, log);
    const transfers = new Workers(this.boss, queueNames.transfer, log);
    this.workers = new Map([
      [queueNames.run, runs],
      [queueNames.transfer, transfers],
    ]);
    await runs.start(lanesAtOnce, handle);
    await transfers.start(transfersAtOnce, handle);
  }

  async stop(graceMs: number): Promise<void> {
    const workers = [...this.workers.values()];
    this.workers = new Map();
    const drained = Promise.all(workers.map((each) => each.drain()));
    if (await this.endsWithin(drained, graceMs)) return;
    await Promise.all(workers.map((each) => each.release()));
  }

  async close(): Promise<void> {
    for (const times of this.dueTimes.values()) times.close();
    await this.boss.stop({ graceful: false });
  }

  private announce(name: QueueName, notBefore: number | undefined): void {
    if (notBefore === undefined || notBefore <= this.settings.clock.now()) this.wake(name, 1);
    else this.dueTimes.get(name)?.add(notBefore);
  }

  private wake(name: QueueName, count: number): void {
    this.workers.get(name)?.wake(count);
  }

  private async endsWithin(work: Promise<unknown>, ms: number): Promise<boolean> {
    const timer = new AbortController();
    const late = this.settings.clock.sleep(ms, timer.signal).then(
      () => false,
      () => false,
    );
    const inTime = await Promise.race([work.then(() => true), late]);
    timer.abort();
    return inTime;
  }
}
