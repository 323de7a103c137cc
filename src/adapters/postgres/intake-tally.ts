import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { ObjectKind } from '../../../contracts/objects/values.ts';
import type { TalliedValue } from '../../ports/intake-book.ts';

/**
 * The values at a place of the records' bodies, as often as they are there. They are compared as JSON and handed over
 * as text: a driver that parses JSON itself loses keys such as `__proto__`.
 */
export async function tally(
  em: SqlEntityManager,
  firmId: string,
  kind: ObjectKind,
  place: readonly string[],
  limit: number,
): Promise<TalliedValue[]> {
  const rows = await em.execute<{ text: string; count: number }[]>(
    `select value::text as text, count(*)::int as count
     from (select body #> array[?] as value from intake_records where firm_id = ? and kind = ? and not deleted) held
     where jsonb_typeof(value) <> 'null'
     group by value order by count desc, value::text collate "C" limit ?`,
    [[...place], firmId, kind, limit],
  );
  return rows.map(({ text, count }) => ({ value: JSON.parse(text), count }));
}
