import { describe, expect, it } from 'vitest';
import type { OpenedStorage } from '../../src/adapters/postgres/open-storage.ts';
import type { WorkItem } from '../../src/ports/work-queue.ts';
import { fresh } from './opening.ts';

/** Opens a storage with a queue of its own; every test closes what it opened. */
export type OpenQueueing = () => Promise<OpenedStorage>;

type RunItem = Extract<WorkItem, { kind: 'run' }>;

const runIn = (lane: string, runId = fresh('run')): RunItem => ({ kind: 'run', runId, firmId: 'f', lane });
const transferOf = (lane: string): WorkItem => ({ kind: 'transfer', transferId: fresh('transfer'), firmId: 'f', lane });

/** What handlers did, and a way to wait for it without looking again and again. */
class Watch {
  readonly begun: WorkItem[] = [];
  readonly ended: WorkItem[] = [];
  private waiting: (() => void)[] = [];

  readonly note = (list: WorkItem[], item: WorkItem): void => {
    list.push(item);
    for (const look of this.waiting) look();
  };

  async until(condition: () => boolean): Promise<void> {
    if (condition()) return;
    await new Promise<void>((resolve) => {
      this.waiting.push(() => {
        if (condition()) resolve();
      });
    });
  }
}

async function within<Result>(open: OpenQueueing, work: (storage: OpenedStorage) => Promise<Result>): Promise<Result> {
  const storage = await open();
  try {
    return await work(storage);
  } finally {
    await storage.work.stop(2000);
    await storage.close();
  }
}

export function describeQueue(name: string, open: OpenQueueing): void {
  describe(`queue: ${name}`, () => {
    // Two workers that look at the same moment may pass one another by the database's SKIP LOCKED, on a loaded machine
    // only. Nothing rests on the order; that no two are at once is held by each try.
    it('handles the runs of one lane one at a time, in the order in which they were put', { retry: 2 }, () =>
      within(open, async ({ books, work }) => {
        const lanes = ['a', 'b', 'c'].map((lane) => fresh(lane));
        const items = Array.from({ length: 18 }, (_, index) => runIn(lanes[index % 3]!, `${index}`));
        for (const item of items) await books.queue.put(item);
        const watch = new Watch();
        const busy = new Map<string, number>();
        let overlaps = 0;
        let sideBySide = 0;
        await work.start(async (item) => {
          watch.note(watch.begun, item);
          busy.set(item.lane, (busy.get(item.lane) ?? 0) + 1);
          if ((busy.get(item.lane) ?? 0) > 1) overlaps += 1;
          sideBySide = Math.max(sideBySide, [...busy.values()].filter((count) => count > 0).length);
          // Something that takes its time and lets the others run.
          for (let look = 0; look < 5; look += 1) await books.firms.find(item.lane);
          busy.set(item.lane, (busy.get(item.lane) ?? 0) - 1);
          watch.note(watch.ended, item);
        });
        await watch.until(() => watch.ended.length === items.length);
        expect(overlaps).toBe(0);
        expect(sideBySide).toBeGreaterThan(1);
        for (const lane of lanes) {
          const of = (list: WorkItem[]): WorkItem[] => list.filter((item) => item.lane === lane);
          expect(of(watch.begun)).toEqual(of(items));
        }
      }),
    );

    it('takes back what was put when the transaction is rolled back, and gives it out after the commit', () =>
      within(open, async (storage) => {
        const { books, work } = storage;
        const watch = new Watch();
        await work.start(async (item) => watch.note(watch.begun, item));
        const never = storage.inTransaction(async ({ queue }) => {
          await queue.put(runIn('l'));
          throw new Error('taken back');
        });
        await expect(never).rejects.toThrow('taken back');
        const kept = runIn('l');
        const firm = { id: fresh('firm'), name: 'F', createdAt: '2026-03-01T10:00:00.000Z' };
        await storage.inTransaction(async ({ queue, firms }) => {
          await firms.add(firm);
          await queue.put(kept);
        });
        await watch.until(() => watch.begun.length > 0);
        expect(watch.begun).toEqual([kept]);
        expect(await books.firms.find(firm.id)).toEqual(firm);
      }));

    it('waits for the time of a delayed item, and not much longer', () =>
      within(open, async ({ books, work }) => {
        const watch = new Watch();
        const handledAt: number[] = [];
        await work.start(async (item) => {
          handledAt.push(Date.now());
          watch.note(watch.begun, item);
        });
        // Looking only every two seconds would be late in all of these but by rare luck.
        for (const delay of [100, 150, 200, 300, 450]) {
          const due = Date.now() + delay;
          await books.queue.put(runIn('l'), due);
          const count = watch.begun.length;
          await watch.until(() => watch.begun.length > count);
          expect(handledAt.at(-1)! - due).toBeGreaterThanOrEqual(0);
          expect(handledAt.at(-1)! - due).toBeLessThan(1500);
        }
      }));

    it('starts at once on what is put while it runs', () =>
      within(open, async ({ books, work }) => {
        const watch = new Watch();
        await work.start(async (item) => watch.note(watch.begun, item));
        const began = Date.now();
        for (let round = 1; round <= 10; round += 1) {
          await books.queue.put(round % 2 ? runIn('l') : transferOf('l'));
          await watch.until(() => watch.begun.length === round);
        }
        expect(Date.now() - began).toBeLessThan(8000);
      }));

    it('handles an item again that was put while it was being handled', () =>
      within(open, async ({ books, work }) => {
        const watch = new Watch();
        const item = runIn('l');
        await work.start(async (given) => {
          if (watch.begun.length === 0) {
            watch.note(watch.begun, given);
            await books.queue.put(item);
          } else watch.note(watch.begun, given);
        });
        await books.queue.put(item);
        await watch.until(() => watch.begun.length === 2);
        expect(watch.begun).toEqual([item, item]);
      }));

    it('gives an item out again whose handler failed, and the lane goes on meanwhile', () =>
      within(open, async ({ books, work }) => {
        const watch = new Watch();
        const [failing, other] = [runIn('l'), runIn('l')];
        await work.start(async (item) => {
          watch.note(watch.begun, item);
          // It fails for as long as the other one has not been served, however soon it is given out again.
          if (item.kind === 'run' && item.runId === failing.runId && watch.ended.length === 0)
            throw new Error('not this time');
          watch.note(watch.ended, item);
        });
        await books.queue.put(failing);
        await books.queue.put(other);
        await watch.until(() => watch.ended.length === 2);
        expect(watch.begun[0]).toEqual(failing);
        expect(watch.ended).toEqual([other, failing]);
      }));

    it('moves transfers side by side', () =>
      within(open, async ({ books, work }) => {
        const watch = new Watch();
        const gate = Promise.withResolvers<void>();
        await work.start(async (item) => {
          watch.note(watch.begun, item);
          await gate.promise;
        });
        for (let put = 0; put < 5; put += 1) await books.queue.put(transferOf('l'));
        await watch.until(() => watch.begun.length === 3);
        gate.resolve();
        await watch.until(() => watch.begun.length === 5);
        expect(new Set(watch.begun.map((item) => item.kind))).toEqual(new Set(['transfer']));
      }));

    it('hands back what does not end within the grace time', () =>
      within(open, async ({ books, work }) => {
        const watch = new Watch();
        const item = runIn('l');
        await work.start(async (given, signal) => {
          watch.note(watch.begun, given);
          await new Promise((resolve) => signal.addEventListener('abort', resolve));
          watch.note(watch.ended, given);
        });
        await books.queue.put(item);
        await watch.until(() => watch.begun.length === 1);
        await work.stop(50);
        await watch.until(() => watch.ended.length === 1);
        await work.start(async (given) => watch.note(watch.begun, given));
        await watch.until(() => watch.begun.length === 2);
        expect(watch.begun).toEqual([item, item]);
      }));
  });
}
