import type { RunChange, RunStatus } from './run.ts';

const arrived = new Set(['applied', 'unchanged', 'partial']);
const amiss = new Set(['partial', 'refused', 'skipped', 'failed', 'waiting', 'pending']);

/** How a run that has nothing before it any more ended. */
export function finalStatus(changes: readonly RunChange[]): RunStatus {
  if (changes.some(asksAPerson)) return 'needs-attention';
  if (!changes.some((change) => amiss.has(change.outcome))) return 'succeeded';
  return changes.some((change) => arrived.has(change.outcome)) ? 'partial' : 'failed';
}

/** About the object as a whole, or about the value of one of its fields. */
function asksAPerson({ outcome, fields }: RunChange): boolean {
  return outcome === 'asked' || fields.some(({ code }) => code === 'value-asked');
}
