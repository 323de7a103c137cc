import type { TargetRecord } from '../../contracts/objects/target.ts';
import { isLossy } from '../domain/planning/field-notes.ts';
import type { Change } from '../domain/planning/plan.ts';
import type { ChangeOutcome, FieldNote, RunChange } from '../domain/runs/run.ts';

export interface Happening {
  readonly outcome: ChangeOutcome;
  readonly record?: TargetRecord | undefined;
  readonly reason?: string;
  readonly code?: string;
  readonly notes?: readonly FieldNote[];
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
    reason: happening.reason ?? change.reason,
    ...(code !== undefined && { code }),
  };
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
