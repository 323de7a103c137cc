import type { TargetRecord } from '../../../contracts/objects/target.ts';
import type { Link, LinkOrigin } from '../identity/sync-link.ts';
import { isRetried } from '../runs/run.ts';
import type { Desired } from './desired.ts';
import { diffRecord, isEmptyPatch, patchOf, type RecordDiff } from './diff-record.ts';
import { fieldNote } from './field-notes.ts';
import type { Change } from './plan.ts';
import type { PlanningState } from './planning-state.ts';

/** The parts that every change of a desired object has. */
export function changeOf(desired: Desired, parts: Partial<Change> & Pick<Change, 'action' | 'reason'>): Change {
  return { key: desired.key, kind: desired.kind, sourceId: desired.sourceId, desired, notes: desired.notes, ...parts };
}

/** A person threw it away, and nothing has changed in the source since. */
export function leaveDeleted(desired: Desired, link: Link): Change {
  return changeOf(desired, {
    action: 'leave',
    code: 'deleted-in-target',
    reason: 'Somebody deleted it in the target; it is not brought back.',
    link,
  });
}

/** Nothing was read, because nothing changed; what could not be carried over is told all the same. */
export function leaveUnchanged(desired: Desired, link: Link, state: PlanningState): Change {
  const { unresolved } = state.resolve(desired);
  return changeOf(desired, {
    action: 'leave',
    reason: 'Nothing has changed.',
    link,
    targetRef: link.targetRef,
    notes: [...desired.notes, ...unresolved.map((path) => fieldNote(path, 'reference-unresolved'))],
  });
}

/** A record that is there, compared field by field: an update, or nothing to do. */
export function planPresent(desired: Desired, link: Link, record: TargetRecord, state: PlanningState): Change {
  const { diff, notes } = compare(desired, record, link, state);
  const addKey = missesKey(desired, record, state);
  const common = {
    link,
    record,
    diff,
    notes: [...desired.notes, ...notes],
    targetRef: link.targetRef,
    ...(addKey && { addKey }),
  };
  if (!isEmptyPatch(patchOf(diff)) || addKey) {
    return changeOf(desired, { ...common, action: 'update', reason: 'The source has changed since the last sync.' });
  }
  return changeOf(desired, { ...common, action: 'leave', reason: 'The target already holds it.' });
}

/** A record that was there before becomes ours; what it holds is kept where the two differ. */
export function planAdoption(
  desired: Desired,
  record: TargetRecord,
  state: PlanningState,
  adoption: { readonly origin: LinkOrigin; readonly reason: string; readonly code?: string },
): Change {
  const { diff, notes } = compare(desired, record, { fields: {}, rows: {}, origin: adoption.origin }, state);
  const addKey = missesKey(desired, record, state);
  return changeOf(desired, {
    action: 'adopt',
    ...adoption,
    record,
    diff,
    notes: [...desired.notes, ...notes],
    targetRef: record.ref,
    ...(addKey && { addKey }),
  });
}

function compare(
  desired: Desired,
  actual: TargetRecord,
  link: Pick<Link, 'fields' | 'rows' | 'origin'>,
  state: PlanningState,
): Pick<RecordDiff, 'notes'> & { diff: RecordDiff } {
  const { sides } = state;
  const { draft, unresolved } = state.resolve(desired);
  const diff = diffRecord({
    desired: draft,
    actual,
    differences: new Set(sides.differences(desired.kind, draft, actual)),
    link,
    mappedBy: desired.mappedBy,
    erased: new Set(desired.erased),
    capability: sides.capabilities.kinds[desired.kind],
    ...(desired.kind === 'matter' && sides.statusField !== undefined && { statusField: sides.statusField }),
    keepText: desired.kind === 'note' || desired.kind === 'document',
    settings: sides.settings,
    retryRefused: isRetried(sides.retryRefused, desired.key),
    hash: sides.hash,
  });
  return { diff, notes: [...diff.notes, ...unresolved.map((path) => fieldNote(path, 'reference-unresolved'))] };
}

/** A record of ours without our key cannot be found again once the link is lost. */
function missesKey(desired: Desired, record: TargetRecord, { sides }: PlanningState): boolean {
  const searchable = sides.capabilities.kinds[desired.kind].createKey === 'searchable';
  return searchable && desired.kind !== 'document' && record.witness === undefined && record.witnessUnreadable !== true;
}
