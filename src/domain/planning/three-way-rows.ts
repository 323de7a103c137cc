import type { RowStep } from '../../../contracts/objects/target.ts';
import type { FieldPath, Row, TargetRow } from '../../../contracts/objects/values.ts';
import { fold, foldEmail, foldPhone } from '../identity/fold.ts';
import type { RowBase } from '../identity/sync-link.ts';
import type { FieldNote } from '../runs/run.ts';
import { canonicalParts, canonicalRow, type Hash } from './canonical.ts';
import { type FieldCode, fieldNote } from './field-notes.ts';

export interface RowsCase {
  readonly path: FieldPath;
  readonly source: readonly Row[];
  readonly bases: readonly RowBase[];
  readonly target: readonly TargetRow[];
  readonly limit: number;
  readonly policy: 'source' | 'target';
  readonly restoreEdits: boolean;
  readonly retryRefused: boolean;
  readonly hash: Hash;
}

/**
 * What becomes of each row. `keep` carries its base on; `ours` takes a row as it stands in the target; `change` and
 * `add` send the source's row; `remove` deletes a row that the source dropped; `theirs` is a person's and let be, told
 * so that the answer to an `add` is never mistaken for it.
 */
export type RowEntry =
  | { readonly become: 'keep'; readonly base: RowBase }
  | { readonly become: 'ours'; readonly row: Row; readonly rowId: string }
  | { readonly become: 'change'; readonly row: Row; readonly rowId: string }
  | { readonly become: 'add'; readonly row: Row }
  | { readonly become: 'remove'; readonly base: RowBase }
  | { readonly become: 'theirs'; readonly rowId: string };

export interface RowsPlan {
  readonly entries: readonly RowEntry[];
  readonly notes: readonly FieldNote[];
}

/** The folded value by which two rows are the same entry, whatever their labels say. */
export function foldRow(row: Row): string {
  if (row.parts.number !== undefined) return foldPhone(row.parts.number) || fold(row.parts.number);
  if (row.parts.address !== undefined) return foldEmail(row.parts.address);
  return fold(canonicalParts(row));
}

export function rowBaseOf(row: Row, answered: TargetRow, hash: Hash): RowBase {
  return {
    rowId: answered.id,
    sent: hash(canonicalRow(row)),
    answered: hash(canonicalRow(answered)),
    folded: hash(foldRow(row)),
    label: hash(row.label ?? ''),
  };
}

export function refusedRowBase(row: Row, hash: Hash): RowBase {
  const sent = hash(canonicalRow(row));
  return { rowId: '', sent, answered: '', folded: hash(foldRow(row)), label: hash(row.label ?? ''), refused: true };
}

/** Rules, section 4, rows. */
export function planRows(facts: RowsCase): RowsPlan {
  const paired = pairRows(facts);
  const entries: RowEntry[] = [];
  const notes: FieldNote[] = [];
  const add = (entry: RowEntry | undefined, code?: FieldCode) => {
    if (entry) entries.push(entry);
    if (code) notes.push(fieldNote(facts.path, code));
  };
  for (const { row, base, stranger } of paired.pairs) {
    if (stranger) add({ become: 'ours', row, rowId: stranger.id });
    else if (base) add(...becomeOfOurs(facts, row, base));
    else add({ become: 'add', row });
  }
  for (const base of paired.dropped) add(...becomeOfDropped(facts, base));
  const told = rowIdsOf(entries);
  for (const { id } of facts.target) if (!told.has(id)) add({ become: 'theirs', rowId: id });
  return withinLimit(facts, entries, notes);
}

/** The target's rows that are spoken of. */
export function rowIdsOf(entries: readonly RowEntry[]): Set<string> {
  return new Set(
    entries.flatMap((entry) => ('rowId' in entry ? [entry.rowId] : 'base' in entry ? [entry.base.rowId] : [])),
  );
}

interface Pair {
  readonly row: Row;
  readonly base?: RowBase;
  /** A person's row that says the same: it becomes ours, a second one would be a copy. */
  readonly stranger?: TargetRow;
}

interface Pairing {
  readonly pairs: readonly Pair[];
  readonly dropped: readonly RowBase[];
}

/** By folded value first, with our rows and then with people's; the rest by label, then in order. */
function pairRows(facts: RowsCase): Pairing {
  const { source, bases, hash } = facts;
  const free = [...bases];
  const taken = new Map<Row, RowBase>();
  const strangers = new Map<Row, TargetRow>();
  const pass = (fits: (row: Row, base: RowBase) => boolean) => {
    for (const row of source) {
      if (taken.has(row) || strangers.has(row)) continue;
      const [base] = takeFirst(free, (one) => fits(row, one));
      if (base) taken.set(row, base);
    }
  };
  const sent = (row: Row, base: RowBase) => base.sent === hash(canonicalRow(row));
  const folded = (row: Row, base: RowBase) => base.folded === hash(foldRow(row));
  // What holds the value now goes before what held it once: else an edit that already says it would get a copy.
  const labelled = (row: Row, base: RowBase) => rowOf(facts, base)?.label === row.label;
  for (const same of [sent, folded, labelled, () => true])
    pass((row, base) => same(row, base) && holds(rowOf(facts, base), row));
  for (const same of [sent, folded]) pass(same);
  const released = pairStrangers(facts, taken, strangers);
  pass((row, base) => base.rowId !== '' && base.label === hash(row.label ?? ''));
  pass((_row, base) => base.rowId !== '');
  const pairs = source.map((row): Pair => {
    const [base, stranger] = [taken.get(row), strangers.get(row)];
    return { row, ...(base && { base }), ...(stranger && { stranger }) };
  });
  return { pairs, dropped: [...free, ...released] };
}

/** For rows that have none of ours, or one that would have to be written to hold the value again. */
function pairStrangers(facts: RowsCase, taken: Map<Row, RowBase>, strangers: Map<Row, TargetRow>): RowBase[] {
  const owned = new Set(facts.bases.map((base) => base.rowId));
  const free = facts.target.filter((row) => !owned.has(row.id));
  const released: RowBase[] = [];
  for (const row of facts.source) {
    const base = taken.get(row);
    if (base && !isLost(facts, row, base)) continue;
    const [stranger] = takeFirst(free, (one) => holds(one, row));
    if (!stranger) continue;
    strangers.set(row, stranger);
    if (base && taken.delete(row)) released.push(base);
  }
  return released;
}

/** Whether our row is gone, or a person gave it another value that would now be overwritten. */
function isLost(facts: RowsCase, row: Row, base: RowBase): boolean {
  const now = rowOf(facts, base);
  if (!now) return true;
  if (holds(now, row)) return false;
  const edited = base.answered !== facts.hash(canonicalRow(now));
  return base.refused === true || (edited && (facts.restoreEdits || base.sent !== facts.hash(canonicalRow(row))));
}

function holds(now: TargetRow | undefined, row: Row): boolean {
  return now !== undefined && foldRow(now) === foldRow(row);
}

function rowOf(facts: RowsCase, base: RowBase): TargetRow | undefined {
  return facts.target.find((row) => row.id === base.rowId);
}

function takeFirst<One>(from: One[], fits: (one: One) => boolean): One[] {
  const index = from.findIndex(fits);
  return index < 0 ? [] : from.splice(index, 1);
}

type Become = [RowEntry | undefined, FieldCode?];

function becomeOfOurs(facts: RowsCase, row: Row, base: RowBase): Become {
  const now = rowOf(facts, base);
  const moved = base.sent !== facts.hash(canonicalRow(row));
  const targetMoved = now !== undefined && base.answered !== facts.hash(canonicalRow(now));
  const toSend = moved || base.refused === true;
  if (now && sameRow(row, now))
    return toSend || targetMoved ? [{ become: 'ours', row, rowId: now.id }] : [{ become: 'keep', base }];
  if (base.refused && !moved && !facts.retryRefused) return [{ become: 'keep', base }, 'value-still-refused'];
  if (!now && toSend) return [{ become: 'add', row }];
  if (!now)
    return facts.restoreEdits
      ? [{ become: 'add', row }, 'edit-restored']
      : [{ become: 'keep', base }, 'row-deleted-in-target'];
  const change: RowEntry = { become: 'change', row, rowId: now.id };
  if (!targetMoved) return toSend ? [change] : [{ become: 'keep', base }];
  if (!toSend)
    return facts.restoreEdits ? [change, 'edit-restored'] : [{ become: 'keep', base }, 'row-edited-in-target'];
  return facts.policy === 'source' ? [change, 'edit-overwritten'] : [{ become: 'keep', base }, 'conflict-kept'];
}

function becomeOfDropped(facts: RowsCase, base: RowBase): Become {
  const now = rowOf(facts, base);
  if (!now) return [undefined];
  return facts.hash(canonicalRow(now)) === base.answered ? [{ become: 'remove', base }] : [undefined, 'row-kept'];
}

function withinLimit(facts: RowsCase, entries: readonly RowEntry[], notes: readonly FieldNote[]): RowsPlan {
  const removed = entries.filter((entry) => entry.become === 'remove').length;
  let room = facts.limit - (facts.target.length - removed);
  const fitting = entries.filter((entry) => entry.become !== 'add' || room-- > 0);
  const cut = fitting.length < entries.length;
  return { entries: fitting, notes: cut ? [...notes, fieldNote(facts.path, 'row-limit')] : notes };
}

function sameRow(row: Row, now: TargetRow): boolean {
  return canonicalParts(row) === canonicalParts(now) && (row.label ?? '') === (now.label ?? '');
}

/** The steps that carry a plan out. */
export function rowSteps(entries: readonly RowEntry[]): RowStep[] {
  return entries.flatMap((entry): RowStep[] => {
    if (entry.become === 'add') return [{ step: 'add', row: entry.row }];
    if (entry.become === 'change') return [{ step: 'change', id: entry.rowId, row: entry.row }];
    return entry.become === 'remove' ? [{ step: 'remove', id: entry.base.rowId }] : [];
  });
}
