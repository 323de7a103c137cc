import type { Job, PgBoss } from 'pg-boss';
import type { Log } from '../../../contracts/session.ts';
import type { WorkItem } from '../../ports/work-queue.ts';
import { handBack, type QueueName } from './open-boss.ts';

export type Handle = (item: WorkItem, signal: AbortSignal) => Promise<void>;

/** How often a worker looks for work that nobody told it of: from other machines, or tried again. */
const pollSeconds = 2;

/** The workers of one queue in this process. Each takes one item at a time. */
export class Workers {
  private ids: readonly string[] = [];
  private readonly held = new Map<string, Job<WorkItem>>();
  private readonly ending = new AbortController();

  constructor(
    private readonly boss: PgBoss,
    private readonly name: QueueName,
    private readonly log: Log,
  ) {}

  async start(count: number, handle: Handle): Promise<void> {
    for (let started = 0; started < count; started += 1) {
      const worker = { id: '' };
      const options = { pollingIntervalSeconds: pollSeconds, notifyPollingIntervalSeconds: pollSeconds };
      worker.id = await this.boss.work<WorkItem>(this.name, options, async ([job]) => {
        if (job) await this.carryOut(worker.id, job, handle);
      });
      this.ids = [...this.ids, worker.id];
    }
  }

  /** Has as many idle workers look for work at once; busy ones look again by themselves when they are done. */
  wake(count: number): void {
    const idle = this.ids.filter((id) => !this.held.has(id));
    for (const id of idle.slice(0, count)) this.boss.notifyWorker(id);
  }

  /** Takes nothing more; settles when the work under way has ended. */
  async drain(): Promise<void> {
    await this.boss.offWork(this.name, { wait: true });
  }

  /** Frees the items still held before their handlers are told to end: what these do then settles nothing any more. */
  async release(): Promise<void> {
    for (const job of this.held.values()) await handBack(this.boss, this.name, job);
    this.ending.abort(new Error('The process is ending.'));
  }

  private async carryOut(workerId: string, job: Job<WorkItem>, handle: Handle): Promise<void> {
    this.held.set(workerId, job);
    const done = await this.attempt(job, handle);
    this.held.delete(workerId);
    this.boss.notifyWorker(workerId);
    // The queue keeps what is thrown, cause and all; requests and records have no place there.
    if (!done) throw new Error('The work failed.');
  }

  private async attempt(job: Job<WorkItem>, handle: Handle): Promise<boolean> {
    try {
      await handle(job.data, AbortSignal.any([job.signal, this.ending.signal]));
      return true;
    } catch (error) {
      const facts = { kind: job.data.kind, error: error instanceof Error ? error.message : String(error) };
      this.log.warn('A piece of work failed and will be tried again.', facts);
      return false;
    }
  }
}
