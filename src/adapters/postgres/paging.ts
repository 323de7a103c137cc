import type { FilterQuery } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { Refused } from '../../domain/refusals.ts';
import type { Page, Paged } from '../../ports/run-log.ts';
import type { Rows } from './rows.ts';

/* oxlint-disable typescript/no-unsafe-type-assertion -- The columns of an order are given by name, and a condition on
   names cannot be of the type that the mapper derives from a table. */

/** What a list is ordered by: columns whose values together are unique. */
export interface Order {
  readonly by: readonly { readonly name: string; readonly holds: 'id' | 'instant' | 'number' }[];
  readonly descending?: boolean;
}

type Key = readonly (string | number)[];

/**
 * One page. A cursor names the last row given, not how many: insertions meanwhile neither repeat nor drop what was
 * there, and the thousandth page costs what the first did.
 */
export async function readPage<Value extends object, Entity extends object>(
  em: SqlEntityManager,
  rows: Rows<Value, Entity>,
  where: object,
  order: Order,
  page: Page,
): Promise<Paged<Value>> {
  const after = page.cursor === undefined ? {} : beyond(order, decodeCursor(page.cursor, order));
  const direction = order.descending ? ('desc' as const) : ('asc' as const);
  const orderBy = order.by.map(({ name }) => ({ [name]: direction }));
  const read = await rows.read(em, { $and: [where, after] } as unknown as FilterQuery<Entity>, {
    orderBy,
    limit: page.limit + 1,
  });
  const given = read.slice(0, page.limit);
  const items = given.map((row) => rows.valueOf(em, row));
  const last = given.at(-1);
  if (!last || read.length <= page.limit) return { items };
  return { items, nextCursor: encodeCursor(order.by.map(({ name }) => last[name] as string | number)) };
}

/** The first column bounds the index scan; the rest only tells equal ones apart. */
function beyond({ by, descending }: Order, key: Key): object {
  const [past, upTo] = descending ? ['$lt', '$lte'] : ['$gt', '$gte'];
  const [first, second] = by.map(({ name }) => name);
  if (first === undefined) return {};
  if (second === undefined) return { [first]: { [past]: key[0] } };
  return { [first]: { [upTo]: key[0] }, $or: [{ [first]: { [past]: key[0] } }, { [second]: { [past]: key[1] } }] };
}

export function encodeCursor(key: Key): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** Cursors come back from outside, where anything may have become of them. */
export function decodeCursor(cursor: string, { by }: Order): Key {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(key) && key.length === by.length && by.every(({ holds }, at) => isOf(holds, key[at]))) return key;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new Refused('invalid-request', 'The cursor is not one that this list gave out.', [
    { path: 'cursor', message: 'Not a cursor of this list.' },
  ]);
}

function isOf(holds: 'id' | 'instant' | 'number', value: unknown): boolean {
  if (holds === 'number') return Number.isSafeInteger(value);
  if (typeof value !== 'string' || value.includes('\0')) return false;
  return holds === 'id' || !Number.isNaN(Date.parse(value));
}
