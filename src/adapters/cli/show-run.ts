import type { Change, Integration, Run, RunWithChanges } from './answers.ts';
import { Integration as IntegrationAnswer, Profile } from './answers.ts';
import { type ApiClient, route } from './api-client.ts';
import { RequestRefused } from './failures.ts';
import { followRun, type RunWatcher } from './follow-run.ts';
import { openProgress, type Progress } from './progress.ts';
import type { Terminal } from './terminal.ts';
import { changeLine, isSettled } from './words.ts';

/** Follows a run with progress on the terminal. */
export async function showRun(
  api: ApiClient,
  terminal: Terminal,
  runId: string,
  of: { integrationId: string; matterId: string },
): Promise<RunWithChanges> {
  const progress = openProgress(terminal);
  const watcher = new ProgressWatcher(progress, await expectedObjects(api, of));
  try {
    return await followRun(api, runId, watcher);
  } finally {
    progress.stop();
  }
}

class ProgressWatcher implements RunWatcher {
  private readonly settled = new Map<string, string>();
  private readonly known = new Set<string>();
  private message = '';
  private readonly progress: Progress;
  private readonly expected: number;

  constructor(progress: Progress, expected: number) {
    this.progress = progress;
    this.expected = expected;
  }

  run(run: Run): void {
    this.message = run.waitingFor === undefined ? '' : `waiting: ${run.waitingFor}`;
    this.show();
  }

  change(change: Change): void {
    this.known.add(change.id);
    const line = changeLine(change);
    if (isSettled(change) && this.settled.get(change.id) !== line) {
      this.settled.set(change.id, line);
      this.progress.note(line);
    }
    this.show();
  }

  private show(): void {
    const total = Math.max(this.expected, this.known.size);
    this.progress.show({ done: this.settled.size, total, message: this.message });
  }
}

/**
 * How many objects the sync is about, for the bar's far end. Only an estimate that grows where it was too small, so a
 * matter that cannot be shown (its source is away, the client is missing) does not stop the command: the run tells.
 */
async function expectedObjects(
  api: ApiClient,
  { integrationId, matterId }: { integrationId: string; matterId: string },
): Promise<number> {
  try {
    const { settings } = await api.get(route`/v1/integrations/${integrationId}`, IntegrationAnswer);
    return countOf(settings, await api.get(route`/v1/integrations/${integrationId}/matters/${matterId}`, Profile));
  } catch (failure) {
    if (failure instanceof RequestRefused) return 1;
    throw failure;
  }
}

function countOf(
  settings: Integration['settings'],
  { contacts, notes, documents, relationships }: ReturnType<(typeof Profile)['parse']>,
): number {
  const { matterNoteSync, matterDocumentSync, matterRelationshipSync } = settings;
  const people = matterRelationshipSync
    ? contacts.length + relationships.length
    : contacts.filter(({ kind }) => kind === 'company').length;
  return 2 + people + (matterNoteSync ? notes.length : 0) + (matterDocumentSync ? documents.length : 0);
}
