import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { route } from '../src/adapters/cli/api-client.ts';
import { noRequests, type Run } from '../src/domain/runs/run.ts';
import type { Books, Storage } from '../src/ports/storage.ts';
import type { Finding } from './report.ts';
import type { Served } from './served.ts';

const matters = 50_000;
const clients = 500;
/** Every so many matters have a run that failed. */
const failedEvery = 2500;
/** As many as a page of matters shows. */
const pageSize = 50;
const deep = 200;
const times = 5;

const Listed = z.object({
  items: z.array(z.object({ id: z.string(), title: z.string(), state: z.string() })),
  nextCursor: z.string().optional(),
});
type Listing = z.output<typeof Listed>;

const idOf = (n: number): string => `many-${String(n).padStart(6, '0')}`;

/** The listing of a firm that has many matters, asked over HTTP as the page asks it. */
export async function manyMatters(served: Served): Promise<Finding> {
  await fill(served);
  const list = (query: Readonly<Record<string, string>>) => listing(served, query);
  const first = await list({});
  const toDeep = await follow(list, deep);
  const rows = [
    await timed('first page', () => list({})),
    await timed(`page ${deep + 1}`, () => list(cursorOf(toDeep))),
    await timed('text of one matter', () => list({ q: `Matter no. ${matters}` })),
    await timed('text of one client', () => list({ q: `Client no. ${clients}` })),
    await timed('text that nothing has', () => list({ q: 'nowhere to be found' })),
    await timed('status, hired', () => list({ status: 'hired' })),
    await timed('sync state, not synced', () => list({ state: 'not-synced' })),
    await timed('sync state, failed', () => list({ state: 'failed' })),
    await timed('sync state that nothing has', () => list({ state: 'partial' })),
  ];
  const base = rows[0]?.ms ?? 1;
  return {
    title: 'The list of 50,000 matters',
    how: `${matters} matters of ${clients} clients, one in ${failedEvery} with a run that failed, put past HTTP; listed over HTTP by ${pageSize}; the middle one of ${times} tries each. The milliseconds are those of one machine.`,
    heads: ['what is asked', 'matters on the page', 'goes on', 'times the first page', 'milliseconds'],
    rows: rows.map(({ what, found, ms }) => [
      what,
      found.items.length,
      found.nextCursor === undefined ? 'no' : 'yes',
      (ms / base).toFixed(1),
      ms.toFixed(0),
    ]),
    broken: [
      ...(first.items.length === pageSize ? [] : ['The first page is short.']),
      ...(rows[2]?.found.items.length === 1 ? [] : ['A matter is not found by its title.']),
    ],
  };
}

/** Through the books: over HTTP it would take as long as everything else here together. */
async function fill({ books, firm: { firmId, integrationId } }: Served): Promise<void> {
  const record = { firmId, matterId: '', version: 1, updatedAt: '2026-01-01T00:00:00.000Z', deleted: false };
  const noRows = { emails: [], phones: [], addresses: [], websites: [], customFields: {} };
  await inParts(books, clients, async ({ intake }, n) =>
    intake.save({
      ...record,
      kind: 'contact',
      id: `many-client-${n}`,
      body: { kind: 'company', companyName: `Client no. ${n}`, ...noRows },
    }),
  );
  await inParts(books, matters, async ({ intake, runs }, n) => {
    await intake.save({
      ...record,
      kind: 'matter',
      id: idOf(n),
      body: {
        title: `Matter no. ${n}`,
        contactId: `many-client-${1 + (n % clients)}`,
        status: n % 10 === 0 ? 'hired' : 'pnc',
        customFields: {},
      },
    });
    if (n % failedEvery === 0) await runs.add(failedRun({ firmId, integrationId, matterId: idOf(n) }));
  });
}

function failedRun(of: Pick<Run, 'firmId' | 'integrationId' | 'matterId'>): Run {
  return {
    ...of,
    id: `run-of-${of.matterId}`,
    targetConnectionId: 'clio',
    trigger: { by: 'api' },
    wish: { for: 'sync', verify: false, retryRefused: false },
    requested: 1,
    status: 'failed',
    createdAt: '2026-01-01T00:00:00.000Z',
    failures: 1,
    requests: noRequests,
  };
}

/** Many in one transaction: one each would wait for the disk of a database that has none. */
async function inParts(
  storage: Storage,
  count: number,
  save: (books: Books, n: number) => Promise<void>,
): Promise<void> {
  const part = 1000;
  for (let from = 1; from <= count; from += part) {
    await storage.inTransaction(async (books) => {
      for (let n = from; n < from + part && n <= count; n += 1) await save(books, n);
    });
    // The embedded database leaves no turn to timers: a kept connection that timed out meanwhile would be used again.
    await setImmediate();
  }
}

function listing({ api, firm }: Served, query: Readonly<Record<string, string>>): Promise<Listing> {
  const asked = new URLSearchParams({ limit: String(pageSize), ...query });
  return api.get(`${route`/v1/integrations/${firm.integrationId}/matters`}?${asked.toString()}`, Listed);
}

type List = (query: Readonly<Record<string, string>>) => Promise<Listing>;

/** Page by page, as somebody would go who presses "Next page". */
async function follow(list: List, pages: number): Promise<Listing> {
  let page = await list({});
  for (let turned = 1; turned < pages; turned += 1) page = await list(cursorOf(page));
  return page;
}

function cursorOf({ nextCursor }: Listing): Readonly<Record<string, string>> {
  if (nextCursor === undefined) throw new Error('The list ended where it should go on.');
  return { cursor: nextCursor };
}

interface Timed {
  readonly what: string;
  readonly found: Listing;
  readonly ms: number;
}

async function timed(what: string, ask: () => Promise<Listing>): Promise<Timed> {
  let found = await ask();
  const spent: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const before = performance.now();
    found = await ask();
    spent.push(performance.now() - before);
  }
  return { what, found, ms: spent.toSorted((a, b) => a - b)[Math.floor(times / 2)] ?? 0 };
}
