import type { Draft, TargetRecord } from '../../../contracts/objects/target.ts';
import type { FieldPath, Row, TargetRow } from '../../../contracts/objects/values.ts';
import type { FieldBase, Link, RowBase } from '../identity/sync-link.ts';
import { canonicalRow, canonicalValue, type Hash, isBlank } from './canonical.ts';
import type { RecordDiff } from './diff-record.ts';
import { foldRow, refusedRowBase, rowBaseOf, type RowEntry, rowIdsOf } from './three-way-rows.ts';

export type Bases = Pick<Link, 'fields' | 'rows'>;

/** What the target would not take of a write. Rows are named by their canonical text. */
export interface RefusedParts {
  readonly fields: ReadonlySet<FieldPath>;
  readonly rows: Readonly<Record<FieldPath, ReadonlySet<string>>>;
}

export const nothingRefused: RefusedParts = { fields: new Set(), rows: {} };

/** For each target field that the mappings fill, the row that does. */
type RowsOfFields = Readonly<Record<FieldPath, string>>;

/** What a link remembers of a record that was just made from the draft, or found to be made from it. */
export function basesOfCreated(
  draft: Draft,
  answer: TargetRecord,
  refused: RefusedParts,
  hash: Hash,
  mappedBy: RowsOfFields = {},
): Bases {
  const fields: Record<FieldPath, FieldBase> = {};
  for (const path of Object.keys(draft.fields)) {
    if (!isBlank(draft.fields[path])) fields[path] = fieldBase(draft, answer, path, refused, hash, mappedBy[path]);
  }
  const rows: Record<FieldPath, readonly RowBase[]> = {};
  for (const [path, sent] of Object.entries(draft.rows))
    rows[path] = claimRows(sent, answer.rows[path] ?? [], refused.rows[path], hash);
  return { fields, rows };
}

/** What a link remembers after an update: what was sent or agreed on moves, everything else stays. */
export function basesAfter(
  link: Bases,
  desired: Draft,
  diff: RecordDiff,
  answer: TargetRecord,
  refused: RefusedParts,
  hash: Hash,
  mappedBy: RowsOfFields = {},
): Bases {
  const fields: Record<FieldPath, FieldBase> = { ...link.fields };
  for (const path of [...Object.keys(diff.write), ...diff.rebase])
    fields[path] = fieldBase(desired, answer, path, refused, hash, mappedBy[path]);
  const rows: Record<FieldPath, readonly RowBase[]> = { ...link.rows };
  for (const [path, entries] of Object.entries(diff.rows)) {
    rows[path] = rowsAfter(entries, answer.rows[path] ?? [], refused.rows[path], hash);
  }
  return { fields, rows };
}

function fieldBase(
  draft: Draft,
  answer: TargetRecord,
  path: FieldPath,
  refused: RefusedParts,
  hash: Hash,
  row: string | undefined,
): FieldBase {
  const base = {
    sent: hash(canonicalValue(draft.fields[path])),
    answered: hash(canonicalValue(answer.fields[path])),
    ...(row !== undefined && { row }),
  };
  return refused.fields.has(path) ? { ...base, refused: true } : base;
}

function rowsAfter(
  entries: readonly RowEntry[],
  answer: readonly TargetRow[],
  refused: ReadonlySet<string> | undefined,
  hash: Hash,
): RowBase[] {
  const known = rowIdsOf(entries);
  const fresh = answer.filter((row) => !known.has(row.id));
  const added = claimRows(
    entries.flatMap((entry) => (entry.become === 'add' ? [entry.row] : [])),
    fresh,
    refused,
    hash,
  );
  return entries.flatMap((entry): RowBase[] => {
    if (entry.become === 'theirs') return [];
    if (entry.become === 'keep') return [entry.base];
    if (entry.become === 'add') return added.splice(0, 1);
    if (entry.become === 'remove') return answer.some((row) => row.id === entry.base.rowId) ? [entry.base] : [];
    const now = answer.find((row) => row.id === entry.rowId);
    if (!now) return [];
    const isRefused = entry.become === 'change' && refused?.has(canonicalRow(entry.row));
    return [{ ...rowBaseOf(entry.row, now, hash), ...(isRefused && { refused: true }) }];
  });
}

/** Finds the target's row for each row that was sent: the same value first, else the next one that is free. */
function claimRows(
  sent: readonly Row[],
  answer: readonly TargetRow[],
  refused: ReadonlySet<string> | undefined,
  hash: Hash,
): RowBase[] {
  const free = [...answer];
  const taken = new Map<Row, TargetRow>();
  const claim = (row: Row, index: number) => {
    const [found] = index < 0 ? [] : free.splice(index, 1);
    if (found) taken.set(row, found);
  };
  const landed = sent.filter((row) => !refused?.has(canonicalRow(row)));
  for (const row of landed)
    claim(
      row,
      free.findIndex((candidate) => foldRow(candidate) === foldRow(row)),
    );
  for (const row of landed) if (!taken.has(row)) claim(row, free.length > 0 ? 0 : -1);
  return sent.flatMap((row) => {
    const now = taken.get(row);
    if (now) return [rowBaseOf(row, now, hash)];
    return refused?.has(canonicalRow(row)) ? [refusedRowBase(row, hash)] : [];
  });
}
