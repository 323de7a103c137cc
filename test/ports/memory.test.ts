import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../src/adapters/memory/manual-clock.ts';
import { openMemoryStorage } from '../../src/adapters/memory/memory-storage.ts';
import type { WorkItem } from '../../src/ports/work-queue.ts';
import { describeStorage } from './storage.suite.ts';

describeStorage('memory', async () => openMemoryStorage());

const run = (runId: string): WorkItem => ({ kind: 'run', runId, firmId: 'f', lane: 'l' });

describe('memory storage', () => {
  it('throws when the books outside are used inside a transaction, instead of waiting for itself', async () => {
    const storage = openMemoryStorage();
    const work = storage.inTransaction(async () => storage.books.firms.list());
    await expect(work).rejects.toThrow('only its own books');
    const nested = storage.inTransaction(async () => storage.inTransaction(async () => 1));
    await expect(nested).rejects.toThrow('only its own books');
    expect(await storage.books.firms.list()).toEqual([]);
  });

  it('lets a call from outside wait for the open transaction', async () => {
    const storage = openMemoryStorage();
    const order: string[] = [];
    const gate = Promise.withResolvers<void>();
    const work = storage.inTransaction(async () => {
      await gate.promise;
      order.push('transaction');
    });
    const outside = storage.books.firms.list().then(() => order.push('outside'));
    gate.resolve();
    await Promise.all([work, outside]);
    expect(order).toEqual(['transaction', 'outside']);
  });

  it('lets code that outlives its transaction use the books again', async () => {
    const storage = openMemoryStorage();
    const gate = Promise.withResolvers<void>();
    const later = await storage.inTransaction(async () => [gate.promise.then(() => storage.books.firms.list())]);
    gate.resolve();
    expect(await later[0]).toEqual([]);
  });

  it('queues work with the commit, by time and then by order', async () => {
    const storage = openMemoryStorage();
    const work = storage.inTransaction(async ({ queue }) => {
      await queue.put(run('never'));
      throw new Error('taken back');
    });
    await expect(work).rejects.toThrow('taken back');
    expect(storage.nextDue()).toBeUndefined();
    await storage.books.queue.put(run('late'), 2000);
    await storage.books.queue.put(run('first'));
    await storage.books.queue.put(run('second'));
    expect(storage.nextDue()).toBe(0);
    expect(storage.waiting()).toHaveLength(3);
    expect(storage.takeDue(1999)).toEqual([run('first'), run('second')]);
    expect(storage.nextDue()).toBe(2000);
    expect(storage.takeDue(1999)).toEqual([]);
    expect(storage.takeDue(2000)).toEqual([run('late')]);
  });
});

describe('manual clock', () => {
  it('wakes sleepers in the order of their times, and only when it is moved', async () => {
    const clock = new ManualClock('2026-03-01T00:00:00.000Z');
    const woken: string[] = [];
    const sleeping = [clock.sleep(20).then(() => woken.push('b')), clock.sleep(10).then(() => woken.push('a'))];
    expect(clock.nextWake()).toBe(clock.now() + 10);
    clock.advance(9);
    await Promise.resolve();
    expect(woken).toEqual([]);
    clock.advance(11);
    await Promise.all(sleeping);
    expect(woken).toEqual(['a', 'b']);
    expect(clock.nextWake()).toBeUndefined();
    expect(new Date(clock.now()).toISOString()).toBe('2026-03-01T00:00:00.020Z');
  });

  it('breaks off a sleep when it is told to', async () => {
    const clock = new ManualClock();
    const control = new AbortController();
    const sleep = clock.sleep(10, control.signal);
    control.abort();
    await expect(sleep).rejects.toThrow('aborted');
    expect(clock.nextWake()).toBeUndefined();
    await expect(clock.sleep(10, control.signal)).rejects.toThrow('aborted');
  });
});
