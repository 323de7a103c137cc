import { defineEntity, type InferEntity } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { RunEvent } from '../../ports/run-log.ts';
import { column, type ColumnsOf } from './columns.ts';
import { raiseCounter } from './firm-counter.ts';
import { Rows } from './rows.ts';
import type { TransactionEnd } from './session.ts';

export const runEventTable = defineEntity({
  name: 'RunEvent',
  tableName: 'run_events',
  properties: {
    firmId: column.id().primary(),
    sequence: column.size().primary(),
    runId: column.id(),
    type: column.text().$type<RunEvent['type']>(),
    data: column.json(),
    at: column.instant(),
  } satisfies ColumnsOf<RunEvent>,
});

const events = new Rows<RunEvent, InferEntity<typeof runEventTable>>(runEventTable);

type Unnumbered = Omit<RunEvent, 'sequence'>;

/** The events of each transaction that has not ended yet. */
const waiting = new WeakMap<TransactionEnd, Unnumbered[]>();

/** Appends to the firm's log when the transaction ends, in the order of the calls. */
export function appendEvent(end: TransactionEnd, event: Unnumbered): void {
  const earlier = waiting.get(end);
  if (earlier) {
    earlier.push(event);
    return;
  }
  const appended = [event];
  waiting.set(end, appended);
  end.beforeCommit('run-events', (em) => number(em, appended.splice(0)));
}

async function number(em: SqlEntityManager, appended: readonly Unnumbered[]): Promise<void> {
  const firms = [...new Set(appended.map(({ firmId }) => firmId))].toSorted();
  for (const firmId of firms) {
    const ofFirm = appended.filter((event) => event.firmId === firmId);
    const last = await raiseCounter(em, firmId, 'run-events', ofFirm.length);
    for (const [index, event] of ofFirm.entries()) {
      await events.insert(em, { ...event, sequence: last - ofFirm.length + 1 + index });
    }
  }
}

export async function eventsAfter(
  em: SqlEntityManager,
  firmId: string,
  sequence: number,
  limit: number,
): Promise<RunEvent[]> {
  return events.list(em, { firmId, sequence: { $gt: sequence } }, { orderBy: [{ sequence: 'asc' }], limit });
}
