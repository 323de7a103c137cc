import { Refused } from '../../domain/refusals.ts';
import type { IdsAfter, Page, Paged } from '../../ports/run-log.ts';

/** The order of code points, in which a database compares texts; `<` on strings compares UTF-16 units instead. */
export function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    const left = a.charCodeAt(at);
    const right = b.charCodeAt(at);
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
}

/** Surrogates stand for code points above all others, though their units do not sort above U+E000. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/** The first ids by code point after one, each once. */
export function idsAfter(ids: readonly string[], { after, limit }: IdsAfter): string[] {
  const later = after === undefined ? ids : ids.filter((id) => compareTexts(id, after) > 0);
  return [...new Set(later)].toSorted(compareTexts).slice(0, limit);
}

/** What a list is ordered by: an instant or an id, then what tells equal ones apart. */
export type Position = readonly [string, string | number];

export function comparePositions(a: Position, b: Position): number {
  return compareTexts(a[0], b[0]) || compareSeconds(a[1], b[1]);
}

function compareSeconds(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : compareTexts(String(a), String(b));
}

/**
 * A page of items that stand in order. The cursor names the last item given, not how many: insertions meanwhile
 * neither repeat nor drop what was there.
 */
export function pageOf<Item>(
  items: readonly Item[],
  page: Page,
  position: (item: Item) => Position,
  order: 'ascending' | 'descending' = 'ascending',
): Paged<Item> {
  const sign = order === 'ascending' ? 1 : -1;
  const sorted = items.toSorted((a, b) => sign * comparePositions(position(a), position(b)));
  const after = page.cursor === undefined ? undefined : positionOf(page.cursor);
  const rest = after ? sorted.filter((item) => sign * comparePositions(position(item), after) > 0) : sorted;
  const given = rest.slice(0, page.limit);
  const last = given.at(-1);
  return last && rest.length > given.length
    ? { items: given, nextCursor: JSON.stringify(position(last)) }
    : { items: given };
}

/** Cursors come back from outside, where anything may have become of them. */
function positionOf(cursor: string): Position {
  try {
    const position: unknown = JSON.parse(cursor);
    if (isPosition(position)) return position;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new Refused('invalid-request', 'The cursor is not one that this list gave out.', [
    { path: 'cursor', message: 'Not a cursor of this list.' },
  ]);
}

function isPosition(value: unknown): value is Position {
  return (
    Array.isArray(value) &&
    value.length === 2 &&
    typeof value[0] === 'string' &&
    ['string', 'number'].includes(typeof value[1])
  );
}
