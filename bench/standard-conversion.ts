import type { Load } from './load.ts';
import type { Finding } from './report.ts';
import { countKinds } from './request-kinds.ts';
import type { Served } from './served.ts';

/** What the standard conversion sends, beside the floor. */
export async function standardConversion(served: Served, load: Load): Promise<Finding> {
  const before = await load.requestsSince(0);
  const run = await served.convert('standard');
  const { seen } = await load.requestsSince(before.next);
  const { counted, unexplained } = countKinds(seen);
  const above = counted.filter(({ kind, count }) => count > kind.floor && kind.reason === '');
  const { reads, writes, transfers } = run.requests;
  return {
    title: 'Requests of the standard conversion',
    how: 'One client, one company, three related people, five notes, four documents; counted by the emulated Clio.',
    heads: ['request', 'floor', 'sent', 'reason of the difference'],
    rows: [
      ...counted.map(({ kind, count }) => [kind.name, kind.floor, count, count === kind.floor ? '' : kind.reason]),
      ['**writes**', 23, writes, ''],
      ['**transfers**', 4, transfers, ''],
      ['**reads**', 0, reads, reads === 0 ? '' : 'the look-ups above'],
    ],
    broken: [
      ...above.map(({ kind, count }) => `${count} times "${kind.name}" where ${kind.floor} are needed.`),
      ...unexplained.map(({ method, path }) => `${method} ${path} has no reason.`),
      ...(writes === 23 && transfers === 4 ? [] : ['The run counts other writes or transfers than the floor.']),
    ],
  };
}

/** What nothing costs. */
export async function unchangedResync(served: Served, load: Load): Promise<Finding> {
  const count = async (press: () => Promise<unknown>) => {
    const before = await load.requestsSince(0);
    await press();
    return (await load.requestsSince(before.next)).seen;
  };
  const resync = await count(() => served.sync('standard'));
  const verified = await count(() => served.sync('standard', true));
  const writes = verified.filter(({ method }) => method !== 'GET').length;
  return {
    title: 'Resync of an unchanged matter',
    how: 'The same matter again; counted by the emulated Clio.',
    heads: ['resync', 'reads', 'writes and transfers'],
    rows: [
      [
        'plain',
        resync.filter(({ method }) => method === 'GET').length,
        resync.filter(({ method }) => method !== 'GET').length,
      ],
      ['with verify', verified.length - writes, writes],
    ],
    broken: [
      ...(resync.length === 0 ? [] : [`A resync of an unchanged matter made ${resync.length} requests.`]),
      ...(writes === 0 ? [] : [`A verifying resync made ${writes} writes.`]),
    ],
  };
}
