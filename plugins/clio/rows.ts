import type { RowStep } from '../../contracts/objects/target.ts';
import type { Row, TargetRow } from '../../contracts/objects/values.ts';
import { wireId } from './json.ts';
import { otherLabel, type RowKind } from './row-kinds.ts';
import { sameText, textOrNull } from './text-forms.ts';
import type { Contact } from './wire.ts';

export type WireRow = Readonly<Record<string, unknown>>;

interface NamedRow {
  readonly id: string;
  readonly name?: string | null | undefined;
}

/** The rows of a record in the order of their ids; parts that are blank are left out. */
export function readRows(kind: RowKind, contact: Contact): TargetRow[] | undefined {
  const wire: readonly NamedRow[] | null | undefined = contact[kind.path];
  return wire?.map((row) => ({ id: row.id, label: textOrNull(row.name) ?? otherLabel, parts: readParts(kind, row) }));
}

function readParts(kind: RowKind, row: NamedRow): Record<string, string> {
  const values = new Map<string, unknown>(Object.entries(row));
  const parts: Record<string, string> = {};
  for (const [ours, theirs] of Object.entries(kind.parts)) {
    const value = values.get(theirs);
    if (typeof value === 'string' && value !== '') parts[ours] = value;
  }
  return parts;
}

/** The rows of a new contact. */
export function newRows(kind: RowKind, rows: readonly Row[]): WireRow[] {
  return rows.map((row, index) => ({
    ...wireRow(kind, row),
    ...(index === 0 && kind.preferred && { [kind.preferred]: true }),
  }));
}

/** The operations on the rows of an existing contact: a row without an id is appended, unlisted ones stay. */
export function rowOperations(kind: RowKind, steps: readonly RowStep[]): WireRow[] {
  return steps.map((step) => {
    if (step.step === 'remove') return { id: wireId(step.id), _destroy: true };
    // A part that is left out would stay as it is, so a changed row names all of them.
    return step.step === 'add'
      ? wireRow(kind, step.row)
      : { id: wireId(step.id), ...emptyParts(kind), ...wireRow(kind, step.row) };
  });
}

function wireRow(kind: RowKind, row: Row): WireRow {
  const parts = Object.entries(kind.parts).flatMap(([ours, theirs]) => {
    const value = row.parts[ours];
    return value === undefined || value === '' ? [] : [[theirs, value] as const];
  });
  return { name: row.label ?? otherLabel, ...Object.fromEntries(parts) };
}

function emptyParts(kind: RowKind): WireRow {
  return Object.fromEntries(Object.values(kind.parts).map((name) => [name, '']));
}

/** Whether every desired row is among the actual ones; other rows do not count. */
export function holdsRows(kind: RowKind, desired: readonly Row[], actual: readonly TargetRow[]): boolean {
  const left = [...actual];
  return desired.every((row) => {
    const index = left.findIndex((candidate) => sameRow(kind, row, candidate));
    if (index >= 0) left.splice(index, 1);
    return index >= 0;
  });
}

function sameRow(kind: RowKind, a: Row, b: Row): boolean {
  if (!sameLabel(a.label, b.label)) return false;
  return kind.fold(a) === kind.fold(b) && Object.keys(kind.parts).every((part) => samePart(kind, part, a, b));
}

function samePart(kind: RowKind, part: string, a: Row, b: Row): boolean {
  return kind.path === 'email_addresses' || sameText(a.parts[part], b.parts[part]);
}

/** Answers name the label of a home entry in two ways. */
function sameLabel(a: string | undefined, b: string | undefined): boolean {
  const one = (label: string | undefined) => (label === 'Personal' ? 'Home' : (label ?? otherLabel));
  return one(a) === one(b);
}
