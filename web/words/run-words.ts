import type { Run, RunChange, RunStatus } from '../api/answers.ts';

export const statusWords: Readonly<Record<RunStatus, string>> = {
  queued: 'Waiting its turn',
  running: 'Running',
  succeeded: 'Succeeded',
  partial: 'Done in part',
  failed: 'Failed',
  'needs-attention': 'Needs attention',
};

export const outcomeWords: Readonly<Record<RunChange['outcome'], string>> = {
  pending: 'To do',
  waiting: 'Waiting',
  applied: 'Done',
  unchanged: 'Unchanged',
  partial: 'Done in part',
  skipped: 'Skipped',
  refused: 'Refused',
  asked: 'Asks you',
  failed: 'Failed',
};

export const actionWords: Readonly<Record<RunChange['action'], string>> = {
  create: 'Create',
  adopt: 'Link to what is there',
  update: 'Update',
  leave: 'Leave as it is',
  refuse: 'Not carried over',
  ask: 'Ask you',
  wait: 'Wait',
};

/** The same of a plan, behind a number of objects. */
export const plannedWords: Readonly<Record<RunChange['action'], string>> = {
  create: 'to create',
  adopt: 'to link to what is there',
  update: 'to update',
  leave: 'to leave as they are',
  refuse: 'not to be carried over',
  ask: 'to ask you about',
  wait: 'to wait for',
};

const triggerWords: Readonly<Record<string, string>> = {
  api: 'by hand or by a program',
  schedule: 'by the schedule',
  reconcile: 'by a reconciliation',
  retry: 'by a retry',
  decision: 'by an answer in Attention',
  embedded: 'by a program',
  automation: 'by an automation',
  webhook: 'by a notice of the source',
};

export function startedBy({ trigger }: Run): string {
  return triggerWords[trigger.by] ?? `by ${trigger.by}`;
}

export function isOpen({ status }: Pick<Run, 'status'>): boolean {
  return status === 'queued' || status === 'running';
}

/** What a run was asked for. */
export function purposeOf(run: Run): string {
  if (run.for === 'convert') return 'Conversion';
  return run.verify ? 'Sync with verification' : 'Sync';
}

export function requestsInWords({ reads, writes, transfers }: Run['requests']): string {
  if (reads + writes + transfers === 0) return 'Nothing was sent.';
  if (writes + transfers === 0) return `Nothing was written; ${counted(reads, 'read')}.`;
  const told = [
    ...(reads > 0 ? [counted(reads, 'read')] : []),
    counted(writes, 'write'),
    ...(transfers > 0 ? [counted(transfers, 'transfer')] : []),
  ];
  return `${told.join(', ')}.`;
}

export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
