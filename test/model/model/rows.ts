import { choices } from './choices.ts';
import { foldRow } from './folding.ts';
import type { History, RowHistory, RowText, TargetRow } from './ledger.ts';
import type { Weighing } from './three-way.ts';

const equal = (left: RowText, right: RowText): boolean => left.label === right.label && left.text === right.text;

interface Pair {
  readonly source: RowText;
  readonly past: RowHistory | undefined;
}

/** Takes the first past row that fits, so that each serves once. */
function take(pasts: RowHistory[], fits: (past: RowHistory) => boolean): RowHistory | undefined {
  const at = pasts.findIndex(fits);
  return at < 0 ? undefined : pasts.splice(at, 1)[0];
}

/** Rows are paired by folded value, the rest by label, then by order; what a person typed already counts first. */
function pairRows(
  field: string,
  wanted: readonly RowText[],
  target: readonly TargetRow[],
  past: readonly RowHistory[],
) {
  const left = [...past];
  const fold = (row: RowText) => foldRow(field, row.text);
  const pairs = new Map<RowText, RowHistory | TargetRow>();
  const rest = () => wanted.filter((row) => !pairs.has(row));
  const note = (row: RowText, found: RowHistory | TargetRow | undefined) => found && pairs.set(row, found);
  for (const row of wanted)
    note(
      row,
      take(left, (one) => fold(one.sent) === fold(row)),
    );
  for (const row of rest())
    note(
      row,
      take(left, (one) => target.includes(one.row) && fold(one.row) === fold(row)),
    );
  const ours = new Set(past.map((one) => one.row));
  const people = target.filter((row) => !ours.has(row));
  const takeTyped = () => {
    for (const row of rest())
      note(
        row,
        people.find((one) => fold(one) === fold(row)),
      );
  };
  if (choices.peopleRowsComeFirst) takeTyped();
  for (const row of rest())
    note(
      row,
      take(left, (one) => one.sent.label === row.label),
    );
  for (const row of rest()) note(row, left.shift());
  if (!choices.peopleRowsComeFirst) takeTyped();
  return { pairs, dropped: left, people };
}

const isPast = (found: RowHistory | TargetRow | undefined): found is RowHistory =>
  found !== undefined && 'sent' in found;

/** One source row against the row that was once ours; the row as it is remembered afterwards. */
function carryOne(
  field: string,
  { source, past }: Pair,
  rows: TargetRow[],
  people: readonly TargetRow[],
  by: Weighing,
): RowHistory {
  if (!past) return addRow(source, rows);
  const present = rows.includes(past.row);
  const moved = !equal(source, past.sent);
  if (!present) {
    const twin =
      choices.peopleRowsComeFirst && people.find((row) => foldRow(field, row.text) === foldRow(field, source.text));
    if (twin) return adoptRow(source, twin);
    return moved || by.settings.restoreEdits ? addRow(source, rows) : past;
  }
  const edited = !equal(past.row, past.answered);
  const write = moved ? !edited || by.settings.conflicts === 'source' : edited && by.settings.restoreEdits;
  if (equal(source, past.row)) return { row: past.row, sent: source, answered: source };
  if (!write) return past;
  Object.assign(past.row, source);
  return { row: past.row, sent: source, answered: source };
}

function addRow(source: RowText, rows: TargetRow[]): RowHistory {
  const row: TargetRow = { id: undefined, ...source };
  rows.push(row);
  return { row, sent: source, answered: source };
}

/** A person's row that says the same becomes ours as it stands. */
function adoptRow(source: RowText, row: TargetRow): RowHistory {
  return { row, sent: source, answered: { label: row.label, text: row.text } };
}

/** Carries one repeated field into a record (rules, section 4, rows). */
export function carryRows(field: string, wanted: readonly RowText[], history: History, by: Weighing): void {
  const rows = (history.rec.rows[field] ??= []);
  const past = history.rows[field] ?? [];
  const { pairs, dropped, people } = pairRows(field, wanted, rows, past);
  for (const one of dropped) {
    if (rows.includes(one.row) && equal(one.row, one.answered)) rows.splice(rows.indexOf(one.row), 1);
  }
  history.rows[field] = wanted.map((source) => {
    const found = pairs.get(source);
    if (found && !isPast(found)) return adoptRow(source, found);
    return carryOne(field, { source, past: isPast(found) ? found : undefined }, rows, people, by);
  });
}
