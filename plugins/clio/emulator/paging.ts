import type { Call } from './call.ts';
import { badRequest } from './errors.ts';
import type { Row } from './rows.ts';

/** Records reachable by offset; only the page tokens of `order=id(asc)` go further (clio-api facts: paging). */
const OFFSET_CAP = 10_000;

/** What a list can be ordered by besides id. */
export type Orders<R> = Readonly<Record<string, (row: R, call: Call) => string | number | null>>;

/** One page, and its `meta`. */
export interface Page<R> {
  readonly rows: readonly R[];
  readonly meta: { paging: { next?: string; previous?: string }; records: number };
}

function limitOf(call: Call, most: number): number {
  const text = call.query.text('limit');
  if (text === null) return most;
  const limit = Number(text);
  if (!/^\d+$/.test(text) || limit < 1 || limit > most) throw badRequest(`limit must be between 1 and ${most}`);
  return limit;
}

/** The same address with the given parameters set, and the others of paging removed. */
function link(call: Call, params: Record<string, string>): string {
  const url = new URL(call.url);
  url.searchParams.delete('offset');
  url.searchParams.delete('page_token');
  for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value);
  return url.href;
}

function byToken<R extends Row>(call: Call, rows: readonly R[], limit: number): Page<R> {
  const token = call.query.text('page_token');
  const after = token === null ? 0 : call.pageTokens.place(token);
  if (after === undefined) throw badRequest('page_token is not valid');
  const start = rows.findIndex((row) => row.id > after);
  const from = start < 0 ? rows.length : start;
  const page = rows.slice(from, from + limit);
  const last = page.at(-1);
  const paging: Page<R>['meta']['paging'] = {};
  if (last && from + limit < rows.length) paging.next = link(call, { page_token: call.pageTokens.after(last.id) });
  if (from > 0) {
    const before = rows[from - limit - 1]?.id ?? 0;
    paging.previous = link(call, { page_token: call.pageTokens.after(before) });
  }
  return { rows: page, meta: { paging, records: rows.length } };
}

function byOffset<R extends Row>(call: Call, rows: readonly R[], limit: number): Page<R> {
  const offset = call.query.id('offset') ?? 0;
  if (offset >= OFFSET_CAP) throw badRequest(`offset must be less than ${OFFSET_CAP}`);
  const end = Math.min(offset + limit, OFFSET_CAP);
  const paging: Page<R>['meta']['paging'] = {};
  if (offset + limit < rows.length) paging.next = link(call, { offset: String(offset + limit) });
  if (offset > 0) paging.previous = link(call, { offset: String(Math.max(0, offset - limit)) });
  return { rows: rows.slice(offset, end), meta: { paging, records: rows.length } };
}

type SortKey = string | number | null;

function compare(a: SortKey, b: SortKey): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? -1 : 1;
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b));
}

function ordered<R extends Row>(call: Call, rows: readonly R[], orders: Orders<R>, order: string | null): readonly R[] {
  if (order === null || order === 'id(asc)') return rows;
  const [, name = '', direction = ''] = /^([a-z_.]+)\((asc|desc)\)$/.exec(order) ?? [];
  const key = name === 'id' ? (row: R) => row.id : orders[name];
  if (!key || direction === '') throw badRequest(`${order} is not a valid order`);
  const sign = direction === 'desc' ? -1 : 1;
  return rows.toSorted((a, b) => sign * (compare(key(a, call), key(b, call)) || a.id - b.id));
}

/** Orders rows and cuts the page asked for. `rows` come by rising id. */
export function paginate<R extends Row>(
  call: Call,
  rows: readonly R[],
  most: number,
  orders: Orders<R> | null,
): Page<R> {
  const limit = limitOf(call, most);
  const order = call.query.text('order');
  const sorted = orders === null ? rows : ordered(call, rows, orders, order);
  const byCursor = call.query.text('offset') === null && order === 'id(asc)';
  return byCursor || call.query.text('page_token') !== null
    ? byToken(call, sorted, limit)
    : byOffset(call, sorted, limit);
}
