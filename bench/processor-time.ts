import type { Load } from './load.ts';
import type { Finding } from './report.ts';
import type { Served } from './served.ts';
import { putStandardCopy } from './standard-copies.ts';

const warmUps = 5;
const measured = 30;

/** Processor time of the whole service (database and queue in the same process included) per request that it sends. */
export async function processorTime(served: Served, load: Load): Promise<Finding> {
  const matters: string[] = [];
  for (let n = 1; n <= warmUps + measured; n += 1) matters.push(await putStandardCopy(served.api, n));
  for (const matter of matters.slice(0, warmUps)) await served.convert(matter);
  const conversions = await spent(load, async () => {
    for (const matter of matters.slice(warmUps)) await served.convert(matter);
  });
  const resyncs = await spent(load, async () => {
    for (const matter of matters.slice(warmUps)) await served.sync(matter);
  });
  const each = (ms: number, count: number) => (count === 0 ? '–' : `${(ms / count).toFixed(1)} ms`);
  return {
    title: 'Processor time of the service',
    how: `${measured} standard conversions after ${warmUps} to warm up, then a resync of each; user and system time of the service's process.`,
    heads: ['work', 'requests to the target', 'processor time per request', 'per matter'],
    rows: [
      ['conversion', conversions.requests, each(conversions.ms, conversions.requests), each(conversions.ms, measured)],
      ['resync, unchanged', resyncs.requests, each(resyncs.ms, resyncs.requests), each(resyncs.ms, measured)],
    ],
    broken: resyncs.requests === 0 ? [] : ['Resyncs of unchanged matters made requests.'],
  };
}

async function spent(
  load: Load,
  work: () => Promise<void>,
): Promise<{ readonly ms: number; readonly requests: number }> {
  const { next } = await load.requestsSince(0);
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return { ms: (user + system) / 1000, requests: (await load.requestsSince(next)).seen.length };
}
