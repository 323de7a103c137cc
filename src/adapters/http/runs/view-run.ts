import type { Run, RunChange } from '../../../domain/runs/run.ts';
import { shownId } from '../matters/shown-id.ts';

/** A run without its changes. */
export function viewRun(run: Run) {
  const { firmId: _firm, targetConnectionId: _target, wish, requested: _requested, ...rest } = run;
  const { failures: _failures, settings: _settings, mappings: _mappings, ...shown } = rest;
  return { ...shown, for: wish.for, verify: wish.verify };
}

/** `source` is the integration's; without it (the integration is gone) ids are shown as the line knows them. */
export function viewChange<Change extends RunChange>(change: Change, source: string | undefined): Change {
  return source === undefined ? change : { ...change, sourceId: shownId(source, change.kind, change.sourceId) };
}

export function countChanges(changes: readonly RunChange[]) {
  const actions: Record<string, number> = {};
  const outcomes: Record<string, number> = {};
  for (const { action, outcome } of changes) {
    actions[action] = (actions[action] ?? 0) + 1;
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  }
  return { total: changes.length, actions, outcomes };
}
