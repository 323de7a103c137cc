import { z } from 'zod';
import type { Page, Paged } from '../../../ports/run-log.ts';

/** The query of every list. Numbers arrive as text. */
export const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('How many items at most, 1 to 200.'),
  cursor: z.string().min(1).max(1000).optional().describe('Where to go on: the nextCursor of the page before.'),
});

/** A page of items; `nextCursor` is absent on the last one. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().optional() });
}

/** A checked query as the books take it. */
export function pageOf(query: z.output<typeof pageQuery>): Page {
  return { limit: query.limit, ...(query.cursor === undefined ? {} : { cursor: query.cursor }) };
}

/** The same page with each item in the form that is shown. */
export function shown<Item, View>(paged: Paged<Item>, view: (item: Item) => View): Paged<View> {
  return { ...paged, items: paged.items.map(view) };
}

/** A list that is short by nature and always shown whole. */
export function whole<Item>(items: readonly Item[]): { readonly items: readonly Item[] } {
  return { items };
}
