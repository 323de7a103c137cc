import { objectKinds } from '../../../contracts/objects/values.ts';
import type { ObjectKind } from '../../../contracts/objects/values.ts';
import type { DumpedRecord, TargetDump } from '../world.ts';
import { rowText } from './folding.ts';
import type { Cell, Ledger, Rec, TargetRow } from './ledger.ts';

const referenceFields: Readonly<Record<string, ObjectKind>> = {
  client: 'contact',
  contact: 'contact',
  company: 'contact',
  matter: 'matter',
};

/** Takes over what people did in the target: what they do is given, only what the line does is predicted. */
export function observe(ledger: Ledger, dump: TargetDump): void {
  for (const kind of objectKinds) for (const record of dump[kind]) recordOf(ledger, kind, record.ref);
  for (const kind of objectKinds)
    for (const record of dump[kind]) takeOver(ledger, recordOf(ledger, kind, record.ref), record);
  for (const rec of ledger.recs) if (!dump[rec.kind].some(({ ref }) => ref === rec.ref)) rec.gone = true;
}

const recordOf = (ledger: Ledger, kind: ObjectKind, ref: string): Rec =>
  ledger.recs.find((rec) => rec.ref === ref && rec.kind === kind) ?? ledger.add(kind, {}, ref);

function takeOver(ledger: Ledger, rec: Rec, record: DumpedRecord): void {
  const before = JSON.stringify([Object.keys(rec.fields), Object.values(rec.fields).map(plain), rec.rows, rec.trashed]);
  rec.fields = Object.fromEntries(
    Object.entries(record.fields).map(([field, value]) => [field, cellOf(ledger, field, value)]),
  );
  rec.rows = Object.fromEntries(
    Object.entries(record.rows).map(([field, rows]) => [field, rows.map((row) => rowOf(rec, field, row))]),
  );
  rec.trashed = record.trashed;
  rec.key = record.key;
  while (rec.versions.length < record.versions.count)
    rec.versions.push({ sha256: record.versions.latest ?? '', byPerson: true });
  const after = JSON.stringify([Object.keys(rec.fields), Object.values(rec.fields).map(plain), rec.rows, rec.trashed]);
  if (before !== after) rec.touched = true;
}

const plain = (cell: Cell): string => (typeof cell === 'string' ? cell : cell.name);

const cellOf = (ledger: Ledger, field: string, value: string): Cell =>
  ledger.recs.find(({ ref, kind }) => ref === value && kind === referenceFields[field]) ?? value;

/** A row keeps its identity by the target's id of it. */
function rowOf(rec: Rec, field: string, dumped: DumpedRecord['rows'][string][number]): TargetRow {
  const row = rec.rows[field]?.find(({ id }) => id === dumped.id) ?? { id: dumped.id, label: '', text: '' };
  row.label = dumped.label;
  row.text = rowText(dumped.parts);
  return row;
}
