import { describe, expect, it } from 'vitest';
import { ManualClock } from '../adapters/memory/manual-clock.ts';
import { openMemoryStorage } from '../adapters/memory/memory-storage.ts';
import { noRequests, type Run } from '../domain/runs/run.ts';
import type { RunEvent } from '../ports/run-log.ts';
import { RunEvents } from './run-events.ts';

function world() {
  const clock = new ManualClock();
  const storage = openMemoryStorage({ clock });
  return { clock, storage, events: new RunEvents({ storage, clock }) };
}

const run = (firmId: string): Run => ({
  id: `run-of-${firmId}`,
  firmId,
  integrationId: `integration-of-${firmId}`,
  targetConnectionId: 'target',
  matterId: 'matter',
  trigger: { by: 'api' },
  wish: { for: 'sync', verify: false, retryRefused: false },
  requested: 1,
  status: 'queued',
  createdAt: '2026-03-02T09:00:00.000Z',
  failures: 0,
  requests: noRequests,
});

async function write({ storage }: ReturnType<typeof world>, firmId: string, times: number): Promise<void> {
  const { runs } = storage.books;
  if (!(await runs.find(firmId, run(firmId).id))) await runs.add(run(firmId));
  for (let count = 0; count < times; count += 1) await runs.update(run(firmId));
}

/** Collects until it has heard enough. */
function heard(
  { events }: ReturnType<typeof world>,
  firmId: string,
  from: number | undefined,
  enough: number,
): Promise<number[]> {
  return new Promise((resolve, reject) => {
    const sequences: number[] = [];
    const listening = events.after(firmId, from).subscribe({
      next: ({ sequence }: RunEvent) => {
        sequences.push(sequence);
        if (sequences.length === enough) queueMicrotask(() => (listening.unsubscribe(), resolve(sequences)));
      },
      error: reject,
      complete: () => resolve(sequences),
    });
  });
}

async function asleep(clock: ManualClock): Promise<void> {
  await expect.poll(() => clock.nextWake()).toBeDefined();
}

describe('run events', () => {
  it('come in order from where the listener was, over more than one page', async () => {
    const here = world();
    await write(here, 'a', 450);
    expect(await heard(here, 'a', 3, 447)).toEqual(Array.from({ length: 447 }, (_, at) => at + 4));
  });

  it('reach a listener that is woken, without the clock', async () => {
    const here = world();
    await write(here, 'a', 2);
    const listening = heard(here, 'a', undefined, 1);
    await asleep(here.clock);
    await write(here, 'a', 1);
    here.events.wake('a');
    expect(await listening).toEqual([3]);
  });

  it('of another process are found by the next look', async () => {
    const here = world();
    const listening = heard(here, 'a', 0, 1);
    await asleep(here.clock);
    await write(here, 'a', 1);
    here.clock.advance(1000);
    expect(await listening).toEqual([1]);
  });

  it('are those of one firm', async () => {
    const here = world();
    await write(here, 'b', 3);
    await write(here, 'a', 1);
    expect(await heard(here, 'a', 0, 1)).toEqual([1]);
  });

  it('end when the program does, and leave no sleeper behind', async () => {
    const here = world();
    const listening = heard(here, 'a', 0, 1);
    await asleep(here.clock);
    here.events.stop();
    expect(await listening).toEqual([]);
    expect(here.clock.nextWake()).toBeUndefined();
  });
});
