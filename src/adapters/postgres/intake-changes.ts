import { defineEntity } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { IntakeRecord } from '../../ports/intake-book.ts';
import { column } from './columns.ts';
import { raiseCounter } from './firm-counter.ts';
import type { TransactionEnd } from './session.ts';

/** When each matter of a firm was touched last, as a position. One row a matter: it does not grow with edits. */
export const touchTable = defineEntity({
  name: 'IntakeTouch',
  tableName: 'intake_touches',
  uniques: [{ name: 'intake_touches_in_order', properties: ['firmId', 'position'] }],
  properties: { firmId: column.id().primary(), matterId: column.id().primary(), position: column.size() },
});

type Touched = Pick<IntakeRecord, 'firmId' | 'kind' | 'matterId' | 'id'>;

/** The records saved by each transaction that has not ended yet. */
const waiting = new WeakMap<TransactionEnd, Touched[]>();

/** A statement takes only so many values, and a large company may be named by more matters than that. */
const rowsPerStatement = 1000;

/** Appends to the firm's list of changes when the transaction ends. */
export function appendTouch(end: TransactionEnd, record: Touched): void {
  const earlier = waiting.get(end);
  if (earlier) {
    earlier.push(record);
    return;
  }
  const saved = [record];
  waiting.set(end, saved);
  end.beforeCommit('intake-changes', (em) => number(em, saved.splice(0)));
}

/**
 * Which matters a contact counts for is asked while the counter is held: a matter that another transaction ties to the
 * contact meanwhile is either seen here, or numbered after this, and read then with the contact as it is now.
 */
async function number(em: SqlEntityManager, saved: readonly Touched[]): Promise<void> {
  const firms = [...new Set(saved.map(({ firmId }) => firmId))].toSorted();
  for (const firmId of firms) {
    await raiseCounter(em, firmId, 'intake-changes', 0);
    const matterIds = new Set<string>();
    for (const record of saved.filter((touched) => touched.firmId === firmId)) {
      for (const id of await mattersOf(em, record)) matterIds.add(id);
    }
    if (matterIds.size === 0) continue;
    const last = await raiseCounter(em, firmId, 'intake-changes', matterIds.size);
    await place(em, firmId, [...matterIds], last - matterIds.size + 1);
  }
}

async function mattersOf(em: SqlEntityManager, { firmId, kind, matterId, id }: Touched): Promise<string[]> {
  if (kind === 'matter') return [id];
  if (kind !== 'contact') return [matterId];
  const employees = await idsOf(
    em,
    `select id from intake_records where firm_id = ? and person = ? and kind = 'contact'`,
    [firmId, id],
  );
  const matters = new Set<string>();
  for (const people of inParts([id, ...employees])) {
    const naming = `select case when kind = 'matter' then id else matter_id end as id from intake_records
      where firm_id = ? and person in (?) and kind in ('matter', 'relationship')`;
    for (const named of await idsOf(em, naming, [firmId, people])) matters.add(named);
  }
  return livingMatters(em, firmId, [...matters]);
}

async function livingMatters(em: SqlEntityManager, firmId: string, ids: readonly string[]): Promise<string[]> {
  const living: string[] = [];
  for (const part of inParts(ids)) {
    const sql = `select id from intake_records where firm_id = ? and kind = 'matter' and matter_id = '' and id in (?)`;
    living.push(...(await idsOf(em, sql, [firmId, part])));
  }
  return living.toSorted();
}

/** Records that the condition finds and that are not deleted. */
async function idsOf(em: SqlEntityManager, sql: string, values: unknown[]): Promise<string[]> {
  const rows = await em.execute<{ id: string }[]>(`${sql} and not deleted`, values);
  return rows.map(({ id }) => id);
}

function inParts<Item>(items: readonly Item[]): Item[][] {
  const parts: Item[][] = [];
  for (let at = 0; at < items.length; at += rowsPerStatement) parts.push(items.slice(at, at + rowsPerStatement));
  return parts;
}

async function place(em: SqlEntityManager, firmId: string, matterIds: readonly string[], first: number): Promise<void> {
  const touches = matterIds.map((matterId, index) => [firmId, matterId, first + index]);
  for (const part of inParts(touches)) {
    await em.execute(
      `insert into intake_touches (firm_id, matter_id, position) values ${part.map(() => '(?, ?, ?)').join(', ')}
       on conflict (firm_id, matter_id) do update set position = excluded.position`,
      part.flat(),
    );
  }
}

export async function touchedAfter(
  em: SqlEntityManager,
  firmId: string,
  position: number,
  limit: number,
): Promise<{ matterIds: string[]; position: number; more: boolean }> {
  const found = await em.find(
    touchTable,
    { firmId, position: { $gt: position } },
    {
      disableIdentityMap: true,
      orderBy: { position: 'asc' },
      limit: limit + 1,
    },
  );
  const page = found.slice(0, limit);
  return {
    matterIds: page.map(({ matterId }) => matterId),
    position: page.at(-1)?.position ?? position,
    more: found.length > page.length,
  };
}
