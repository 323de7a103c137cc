import { performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { z } from 'zod';
import { route } from '../src/adapters/cli/api-client.ts';
import type { Load } from './load.ts';
import type { Finding } from './report.ts';
import type { Served } from './served.ts';

const megabyte = 1024 * 1024;
const size = 300 * megabyte;
const mostGrowth = 64 * megabyte;
const lookEveryMs = 50;

const Stored = z.object({ items: z.array(z.object({ size: z.number(), sha256: z.string() })) });

/** A large document into the intake and on to the target, and how much the service's memory grows meanwhile. */
export async function streaming(served: Served, load: Load): Promise<Finding> {
  // The first stream brings buffers and code into memory that stay: a smaller one goes before.
  await carry(served, load, 'warm-up', 8 * megabyte);
  const whileStreaming = new MemoryWatch(processMemory);
  const transfers = await carry(served, load, 'large', size);
  const rss = whileStreaming.stop();
  const reachable = new MemoryWatch(reachableMemory);
  await carry(served, load, 'again', size);
  const held = reachable.stop();
  const whole = await isWhole(served, load);
  const inMegabytes = (bytes: number) => `${Math.max(0, bytes / megabyte).toFixed(1)} MB`;
  return {
    title: 'A document of 300 MB, streamed through',
    how: 'Uploaded to the intake and synced, after one of 8 MB; the largest growth meanwhile. The second time garbage is collected at every look.',
    heads: ['what', 'limit', 'measured'],
    rows: [
      ['growth of the process (RSS)', inMegabytes(mostGrowth), inMegabytes(rss)],
      ['growth of what is held, on the heap and in buffers', inMegabytes(mostGrowth), inMegabytes(held)],
      ['transfers (parts)', '–', transfers],
      ['SHA-256 on both ends', 'equal', whole ? 'equal' : 'different'],
    ],
    broken: [
      ...(rss < mostGrowth && held < mostGrowth ? [] : ['The memory grew with the document.']),
      ...(whole ? [] : ['The bytes that arrived are not those that were sent.']),
    ],
  };
}

/** Gives the number of transfers that it took. */
async function carry(served: Served, load: Load, id: string, bytes: number): Promise<number> {
  const { api, url, firm } = served;
  const company = { kind: 'company', companyName: `Streaming ${id}`, emails: [], phones: [], addresses: [] };
  await api.call('PUT', route`/v1/intake/contacts/${id}`, company, z.unknown());
  await api.call('PUT', route`/v1/intake/matters/${id}`, { title: `Streaming ${id}`, contactId: id }, z.unknown());
  const status = await load.upload(`${url}${route`/v1/intake/matters/${id}/documents/large`}`, firm.key, bytes);
  if (status !== 200) throw new Error(`The intake answered ${status} to the upload.`);
  return (await served.sync(id)).requests.transfers;
}

async function isWhole({ api }: Served, load: Load): Promise<boolean> {
  const [stored] = (await api.get('/v1/intake/matters/large/documents', Stored)).items;
  return (await load.documents()).some(
    (document) => document.size === stored?.size && document.sha256 === stored.sha256,
  );
}

const processMemory = (): number => process.memoryUsage().rss;

/** A process may hide growth in pages that it had before; what is held cannot be hidden. */
function reachableMemory(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/**
 * Looks at the memory all the time, because what counts is the highest point. Between two looks the service gets at least
 * as long as a look takes: collecting garbage may take longer than the interval, and nothing would ever be carried.
 */
class MemoryWatch {
  private readonly measure: () => number;
  private readonly before: number;
  private most: number;
  private timer: NodeJS.Timeout;

  constructor(measure: () => number) {
    this.measure = measure;
    collectGarbage();
    this.before = measure();
    this.most = this.before;
    this.timer = this.lookAfter(lookEveryMs);
  }

  /** The growth at the highest point. */
  stop(): number {
    clearTimeout(this.timer);
    this.look();
    return this.most - this.before;
  }

  private lookAfter(ms: number): NodeJS.Timeout {
    return setTimeout(() => {
      const before = performance.now();
      this.look();
      this.timer = this.lookAfter(Math.max(lookEveryMs, performance.now() - before));
    }, ms);
  }

  private look(): void {
    this.most = Math.max(this.most, this.measure());
  }
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') collect();
}
