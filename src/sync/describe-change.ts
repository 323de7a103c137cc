import type { Draft, Patch, TargetRecord } from '../../contracts/objects/target.ts';
import type { FieldPath } from '../../contracts/objects/values.ts';
import type { RefusedParts } from '../domain/planning/bases.ts';
import { isLossy } from '../domain/planning/field-notes.ts';
import type { Change } from '../domain/planning/plan.ts';
import type { ChangeOutcome, FieldNote, RunChange } from '../domain/runs/run.ts';

export interface Happening {
  readonly outcome: ChangeOutcome;
  readonly record?: TargetRecord | undefined;
  readonly reason?: string;
  readonly code?: string;
  readonly notes?: readonly FieldNote[];
  /** What was sent and not refused. */
  readonly written?: readonly FieldPath[];
}

/** A change as the run shows it. */
export function describeChange(change: Change, happening: Happening): RunChange {
  const { record } = happening;
  const targetRef = record?.ref ?? change.targetRef;
  const targetUrl = record?.url ?? change.record?.url ?? change.link?.url;
  const code = happening.code ?? change.code;
  return {
    id: change.key,
    kind: change.kind,
    sourceId: change.sourceId,
    ...(targetRef !== undefined && { targetRef }),
    ...(targetUrl !== undefined && targetRef !== undefined && { targetUrl }),
    action: change.action,
    outcome: happening.outcome,
    fields: [...change.notes, ...(happening.notes ?? [])],
    ...(happening.written && happening.written.length > 0 && { written: happening.written }),
    reason: happening.reason ?? change.reason,
    ...(code !== undefined && { code }),
  };
}

/** The fields of what was sent that the target did not refuse. */
export function writtenFields(sent: Draft | Patch, refused: RefusedParts): FieldPath[] {
  const rows = Object.keys(sent.rows).filter((path) => sent.rows[path]?.length && !refused.rows[path]);
  return [...Object.keys(sent.fields).filter((path) => !refused.fields.has(path)), ...rows];
}

/** What a change that needs no write comes to. */
export function stillOutcome(change: Change): ChangeOutcome {
  if (change.action === 'refuse') return change.code === 'depends-on' ? 'skipped' : 'refused';
  if (change.action === 'ask') return 'asked';
  return change.action === 'wait' ? 'waiting' : 'unchanged';
}

/** Applied, or only in part when something of the source did not arrive. */
export function appliedOutcome(notes: readonly FieldNote[]): ChangeOutcome {
  return notes.some(isLossy) ? 'partial' : 'applied';
}
