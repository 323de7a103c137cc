import { defineEntity } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { column } from './columns.ts';

export type Counter = 'intake-changes' | 'run-events';

/** Numbers that rise in the order of a firm's commits; a sequence of the database would rise in that of the calls. */
export const counterTable = defineEntity({
  name: 'FirmCounter',
  tableName: 'firm_counters',
  properties: {
    firmId: column.id().primary(),
    counter: column.id().$type<Counter>().primary(),
    value: column.size(),
  },
});

/**
 * Raises the counter and returns its new value. Whoever raises it holds it until the commit: the next number is given
 * only when this one can be seen. `0` only takes hold of it.
 */
export async function raiseCounter(
  em: SqlEntityManager,
  firmId: string,
  counter: Counter,
  by: number,
): Promise<number> {
  const [row] = await em.execute<{ value: string | number }[]>(
    `insert into firm_counters (firm_id, counter, value) values (?, ?, ?)
     on conflict (firm_id, counter) do update set value = firm_counters.value + excluded.value returning value`,
    [firmId, counter, by],
  );
  if (!row) throw new Error('The counter could not be raised.');
  // The server's driver hands a bigint over as text.
  return Number(row.value);
}

/** The latest number given, 0 before the first. */
export async function readCounter(em: SqlEntityManager, firmId: string, counter: Counter): Promise<number> {
  const found = await em.findOne(counterTable, { firmId, counter }, { disableIdentityMap: true });
  return found?.value ?? 0;
}
