import type { Draft, Patch, RowStep, TargetRecord } from '../../contracts/objects/target.ts';
import type { Row, TargetRow } from '../../contracts/objects/values.ts';

/** How a target stores a row; one that normalises says so here. */
export type Store = (row: Row) => Row;

const asItIs: Store = (row) => row;

/** The record after the target took the patch. */
export function patchedRecord(record: TargetRecord, patch: Patch, store: Store = asItIs): TargetRecord {
  const rows: Record<string, readonly TargetRow[]> = { ...record.rows };
  for (const [path, steps] of Object.entries(patch.rows))
    rows[path] = steppedRows(record.rows[path] ?? [], steps, store);
  const witness = patch.witness ?? record.witness;
  return { ...record, fields: { ...record.fields, ...patch.fields }, rows, ...(witness !== undefined && { witness }) };
}

function steppedRows(before: readonly TargetRow[], steps: readonly RowStep[], store: Store): TargetRow[] {
  let rows = [...before];
  for (const step of steps) {
    if (step.step === 'add') rows.push({ id: freshId(rows), ...store(step.row) });
    else if (step.step === 'remove') rows = rows.filter((row) => row.id !== step.id);
    else rows = rows.map((row) => (row.id === step.id ? { id: row.id, ...store(step.row) } : row));
  }
  return rows;
}

function freshId(rows: readonly TargetRow[]): string {
  return `new-${Math.max(0, ...rows.map(({ id }) => Number(/^new-(\d+)$/.exec(id)?.[1] ?? 0))) + 1}`;
}

/** The record that the target makes of a draft. */
export function createdRecord(ref: string, draft: Draft, store: Store = asItIs): TargetRecord {
  const rows = Object.fromEntries(
    Object.entries(draft.rows).map(([path, added]) => [
      path,
      steppedRows(
        [],
        added.map((row) => ({ step: 'add', row })),
        store,
      ),
    ]),
  );
  return { ref, fields: draft.fields, rows, summary: `Record ${ref}` };
}
