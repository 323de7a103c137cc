import { json } from './answer.ts';
import type { Answer } from './answer.ts';
import type { Call } from './call.ts';
import type { ShapeName } from './field-names.ts';
import { parseFields, project } from './fields.ts';
import type { View } from './fields.ts';
import { paginate } from './paging.ts';
import type { Orders } from './paging.ts';
import type { Row } from './rows.ts';

/** A list that hangs below one record, paged and projected like any other. */
export function subList<R extends Row>(
  call: Call,
  shape: ShapeName,
  rows: readonly R[],
  view: (row: R) => View,
  orders: Orders<R> | null = null,
): Answer {
  const tree = parseFields(call.query.text('fields'), shape);
  const page = paginate(call, rows, 200, orders);
  return json(200, { data: page.rows.map((row) => project(view(row), shape, tree)), meta: page.meta });
}
