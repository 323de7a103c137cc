import type { KindCapability } from '../../../contracts/capabilities.ts';
import type { Draft, Patch, RowStep, TargetRecord } from '../../../contracts/objects/target.ts';
import type { FieldPath, FieldValue } from '../../../contracts/objects/values.ts';
import type { FieldBase, Link } from '../identity/sync-link.ts';
import type { FieldNote } from '../runs/run.ts';
import type { SyncSettings } from '../settings/sync-settings.ts';
import { canonicalValue, type Hash, isBlank } from './canonical.ts';
import { type FieldCode, fieldNote } from './field-notes.ts';
import { decideField, type FieldVerdict } from './three-way-field.ts';
import { planRows, type RowEntry, rowSteps } from './three-way-rows.ts';

/** What a resync would do to one existing record. */
export interface RecordDiff {
  readonly write: Readonly<Record<FieldPath, FieldValue>>;
  /** Fields on which both sides agree: remembered, not sent. */
  readonly rebase: readonly FieldPath[];
  readonly rows: Readonly<Record<FieldPath, readonly RowEntry[]>>;
  readonly notes: readonly FieldNote[];
}

export interface DiffRequest {
  /** Prepared, references filled in. */
  readonly desired: Draft;
  readonly actual: TargetRecord;
  /** Fields of `desired` that `actual` does not hold, by the adapter's own judgement. */
  readonly differences: ReadonlySet<FieldPath>;
  readonly link: Pick<Link, 'fields' | 'rows' | 'origin'>;
  /** For each target field that the mappings fill, the row that does. */
  readonly mappedBy?: Readonly<Record<FieldPath, string>> | undefined;
  /** Fields whose blank is carried over. */
  readonly erased: ReadonlySet<FieldPath>;
  readonly capability: KindCapability;
  /** The field that holds the matter's status, which only ever goes forward. */
  readonly statusField?: FieldPath;
  /** Note texts and file names are never overwritten where both sides changed. */
  readonly keepText: boolean;
  readonly settings: Pick<SyncSettings, 'conflicts' | 'restoreEdits'>;
  readonly retryRefused: boolean;
  readonly hash: Hash;
}

const noteOf: Partial<Record<FieldVerdict, FieldCode>> = {
  overwrite: 'edit-overwritten',
  restore: 'edit-restored',
  'keep-edit': 'edited-in-target',
  'keep-conflict': 'conflict-kept',
  'keep-theirs': 'target-value-kept',
  'still-refused': 'value-still-refused',
};

const writes: ReadonlySet<FieldVerdict> = new Set(['write', 'overwrite', 'restore']);

/** Three-way, field by field and row by row (rules, section 4). */
export function diffRecord(request: DiffRequest): RecordDiff {
  const write: Record<FieldPath, FieldValue> = {};
  const rebase: FieldPath[] = [];
  const notes: FieldNote[] = [];
  for (const [path, value] of Object.entries(request.desired.fields)) {
    const { verdict, code } = judge(request, path, value);
    if (writes.has(verdict)) write[path] = value;
    if (verdict === 'rebase') rebase.push(path);
    if (code) notes.push(fieldNote(path, code));
  }
  const rows: Record<FieldPath, readonly RowEntry[]> = {};
  for (const [path, source] of Object.entries(request.desired.rows)) {
    const plan = planRows({
      path,
      source,
      bases: request.link.rows[path] ?? [],
      target: request.actual.rows[path] ?? [],
      limit: request.capability.rowLimits[path] ?? Infinity,
      policy: request.settings.conflicts,
      restoreEdits: request.settings.restoreEdits,
      retryRefused: request.retryRefused,
      hash: request.hash,
    });
    rows[path] = plan.entries;
    notes.push(...plan.notes);
  }
  return { write, rebase, rows, notes };
}

function isUnreadable({ fields, unreadable = [] }: TargetRecord, path: FieldPath): boolean {
  if (unreadable.includes(path)) return true;
  return !(path in fields) && unreadable.some((hidden) => hidden.endsWith('*') && path.startsWith(hidden.slice(0, -1)));
}

interface Judgement {
  readonly verdict: FieldVerdict;
  readonly code?: FieldCode | undefined;
}

function judge(request: DiffRequest, path: FieldPath, value: FieldValue): Judgement {
  if (isUnreadable(request.actual, path)) return { verdict: 'leave', code: 'unreadable-in-target' };
  if (path === request.statusField) return judgeStatus(request, path, value);
  const verdict = decideField(factsOf(request, path, value));
  if (writes.has(verdict) && request.capability.createOnly.includes(path))
    return { verdict: 'leave', code: 'create-only' };
  return { verdict, code: noteOf[verdict] };
}

/** The verdicts that hold for the status as for any field; who wins a conflict does not count: hired opens the matter. */
const holdForStatus: ReadonlySet<FieldVerdict> = new Set(['leave', 'keep-edit', 'restore', 'still-refused']);

/** Only Pending → Open, never back, never from Closed; what a person opened stays open (rules, section 1). */
function judgeStatus(request: DiffRequest, path: FieldPath, wanted: FieldValue): Judgement {
  const now = request.actual.fields[path];
  if (wanted === now) return { verdict: 'rebase' };
  if (!isBlank(now) && !(now === 'pending' && wanted === 'open')) return { verdict: 'leave', code: 'status-kept' };
  const verdict = decideField(factsOf(request, path, wanted));
  return holdForStatus.has(verdict) ? { verdict, code: noteOf[verdict] } : { verdict: 'write' };
}

/** What another row wrote there once, before it was removed, is no base of this one. */
function baseOf({ link, mappedBy }: DiffRequest, path: FieldPath): FieldBase | undefined {
  const base = link.fields[path];
  const row = mappedBy?.[path];
  return base?.row === undefined || row === undefined || base.row === row ? base : undefined;
}

function factsOf(request: DiffRequest, path: FieldPath, value: FieldValue) {
  const { actual, hash } = request;
  const base = baseOf(request, path);
  const now = actual.fields[path];
  return {
    sourceBlank: isBlank(value),
    targetBlank: isBlank(now),
    erase: request.erased.has(path),
    equal: !request.differences.has(path),
    base: base && {
      sourceMoved: base.sent !== hash(canonicalValue(value)),
      targetMoved: base.answered !== hash(canonicalValue(now)),
      refused: base.refused === true,
    },
    ours: request.link.origin === 'created',
    policy: request.keepText ? ('keep-text' as const) : request.settings.conflicts,
    restoreEdits: request.settings.restoreEdits,
    retryRefused: request.retryRefused,
  };
}

export function patchOf(diff: RecordDiff): Patch {
  const rows: Record<FieldPath, readonly RowStep[]> = {};
  for (const [path, entries] of Object.entries(diff.rows)) {
    const steps = rowSteps(entries);
    if (steps.length > 0) rows[path] = steps;
  }
  return { fields: diff.write, rows };
}

export function isEmptyPatch(patch: Patch): boolean {
  return Object.keys(patch.fields).length === 0 && Object.keys(patch.rows).length === 0;
}
