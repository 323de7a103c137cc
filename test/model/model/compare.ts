import { objectKinds } from '../../../contracts/objects/values.ts';
import type { ObjectKind } from '../../../contracts/objects/values.ts';
import type { DumpedRecord, TargetDump } from '../world.ts';
import { rowText } from './folding.ts';
import type { Ledger, Rec, TargetRow } from './ledger.ts';

/** A disagreement between the model and the world, told so that a person can see it at once. */
export class Disagreement extends Error {
  override readonly name = 'Disagreement';
}

const plainRows = (rows: Readonly<Record<string, readonly { label: string; text: string }[]>>): unknown =>
  Object.fromEntries(
    Object.entries(rows)
      .filter(([, list]) => list.length > 0)
      .toSorted(([left], [right]) => left.localeCompare(right))
      .map(([field, list]) => [field, list.map(({ label, text }) => `${label}: ${text}`).toSorted()]),
  );

const sorted = (fields: Readonly<Record<string, unknown>>): unknown =>
  Object.fromEntries(Object.entries(fields).toSorted(([left], [right]) => left.localeCompare(right)));

function modelSide(rec: Rec): unknown {
  const fields = Object.fromEntries(
    Object.entries(rec.fields).map(([field, cell]) => [field, typeof cell === 'string' ? cell : cell.ref]),
  );
  return {
    fields: sorted(fields),
    rows: plainRows(rec.rows),
    versions: [rec.versions.length, rec.versions.at(-1)?.sha256, true],
  };
}

function worldSide(record: DumpedRecord): unknown {
  const rows = Object.fromEntries(
    Object.entries(record.rows).map(([field, list]) => [
      field,
      list.map(({ label, parts }) => ({ label, text: rowText(parts) })),
    ]),
  );
  const { count, latest, whole } = record.versions;
  return {
    fields: sorted(record.fields),
    rows: plainRows(rows),
    versions: [count, count === 0 ? undefined : latest, whole],
  };
}

function compareKind(ledger: Ledger, kind: ObjectKind, dumped: readonly DumpedRecord[]): string[] {
  const expected = new Map(ledger.live(kind).map((rec) => [rec.ref, rec]));
  const found = dumped.filter((record) => !record.trashed);
  const problems = found
    .filter(({ ref }) => !expected.has(ref))
    .map((record) => `${kind} ${record.ref} should not exist: ${JSON.stringify(worldSide(record))}`);
  for (const [ref, rec] of expected) {
    const actual = found.find((record) => record.ref === ref);
    const [wanted, have] = [JSON.stringify(modelSide(rec)), actual && JSON.stringify(worldSide(actual))];
    if (!actual) problems.push(`${rec.name} (${String(ref)}) is missing: ${wanted}`);
    else if (wanted !== have)
      problems.push(`${rec.name} (${String(ref)})\n  should be ${wanted}\n  but is    ${String(have)}`);
  }
  return problems;
}

/** What the target filled in by itself when a record was made is given, as what people do. */
export function takeFilledIn(made: readonly Rec[], fillsIn: readonly string[], dump: TargetDump): void {
  for (const rec of made) {
    const record = dump[rec.kind].find(({ ref }) => ref === rec.ref);
    for (const [field, value] of Object.entries(record?.fields ?? {})) {
      if (rec.fields[field] === undefined && fillsIn.includes(`${rec.kind}.${field}`)) rec.fields[field] = value;
    }
  }
}

/** Throws unless the target is exactly what the model says. */
export function assertTarget(ledger: Ledger, dump: TargetDump): void {
  const problems = objectKinds.flatMap((kind) => compareKind(ledger, kind, dump[kind]));
  if (problems.length > 0) throw new Disagreement(`The target is not what the model says.\n${problems.join('\n')}`);
  for (const kind of objectKinds) for (const record of dump[kind]) learn(ledger, kind, record);
}

/** A record with a history shows the key of its source object. */
function learn(ledger: Ledger, kind: ObjectKind, record: DumpedRecord): void {
  const rec = ledger.recs.find((one) => one.ref === record.ref && one.kind === kind);
  if (!rec) return;
  const owner = ledger.owner(rec);
  if (owner !== undefined && rec.key === undefined && record.key !== undefined) ledger.keys.set(owner, record.key);
  rec.key = record.key;
  learnRowIds(rec, record);
}

/** The target's ids of rows that are equal in content to what the model holds. */
function learnRowIds(rec: Rec, record: DumpedRecord): void {
  for (const [field, rows] of Object.entries(record.rows)) {
    const free = [...(rec.rows[field] ?? [])];
    for (const row of rows) {
      const same = (one: TargetRow): boolean => one.label === row.label && one.text === rowText(row.parts);
      const twin = free.find((one) => same(one) && one.id === row.id) ?? free.find(same);
      if (twin) free.splice(free.indexOf(twin), 1)[0]!.id = row.id;
    }
  }
}
