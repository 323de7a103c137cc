import type { Change, Requests, RunWithChanges } from './answers.ts';

const doneWords: Readonly<Record<string, string>> = {
  create: 'created',
  adopt: 'adopted',
  update: 'updated',
  leave: 'unchanged',
};
const outcomeWords: Readonly<Record<string, string>> = {
  pending: 'planned',
  waiting: 'waiting',
  unchanged: 'unchanged',
  skipped: 'skipped',
  refused: 'refused',
  asked: 'needs a decision',
  failed: 'failed',
};

/** What became of an object, in one or two words. */
function verdictOf({ action, outcome }: Pick<Change, 'action' | 'outcome'>): string {
  if (outcome === 'applied') return doneWords[action] ?? 'done';
  if (outcome === 'partial') return `${doneWords[action] ?? 'done'} in part`;
  return outcomeWords[outcome] ?? outcome;
}

/** Whether there is nothing more to come for it in this run. */
export function isSettled({ outcome }: Pick<Change, 'outcome'>): boolean {
  return outcome !== 'pending' && outcome !== 'waiting';
}

export function changeLine(change: Change): string {
  return `${verdictOf(change).padEnd(16)}  ${change.kind.padEnd(12)}  ${change.sourceId}`;
}

/** A change that somebody should read: why, and what happened to which field. */
export function explainChange(change: Change): string[] {
  const code = change.code === undefined ? '' : ` (${change.code})`;
  return [
    changeLine(change),
    `    ${change.reason}${code}`,
    ...(change.written ? [`    wrote: ${change.written.join(', ')}`] : []),
    ...change.fields.map(({ field, message, code: note }) => `    ${field}: ${message} (${note})`),
  ];
}

export function requestsLine({ reads, writes, transfers }: Requests): string {
  return `${reads} reads, ${writes} writes, ${transfers} transfers`;
}

/** `5 created, 2 unchanged`. */
function tallyLine(changes: readonly Pick<Change, 'action' | 'outcome'>[]): string {
  const tally = new Map<string, number>();
  for (const change of changes) tally.set(verdictOf(change), (tally.get(verdictOf(change)) ?? 0) + 1);
  const parts = [...tally].map(([verdict, count]) => `${count} ${verdict}`);
  return parts.length === 0 ? 'nothing to do' : parts.join(', ');
}

const isWorthReading = (change: Change): boolean =>
  change.fields.length > 0 || !['applied', 'unchanged'].includes(change.outcome);

/** How a run ended, and everything about it that a person should know. */
export function reportRun(run: RunWithChanges): string[] {
  return [
    `${run.status}: ${tallyLine(run.changes)}`,
    ...run.changes
      .filter(isWorthReading)
      .flatMap(explainChange)
      .map((line) => `  ${line}`),
    ...(run.failure ? [`  ${run.failure.message} (${run.failure.code})`, `  What to do: ${run.failure.action}`] : []),
    ...(run.mappingProblems ?? []).flatMap(({ message, code, action }) => [
      `  ${message} (${code})`,
      `  What to do: ${action}`,
    ]),
    ...(run.status === 'needs-attention' ? ['  What to do: casebridge attention'] : []),
    `  requests to the target: ${requestsLine(run.requests)}`,
    `  run ${run.id}`,
  ];
}
