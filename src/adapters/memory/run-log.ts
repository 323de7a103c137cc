import type { Clock } from '../../../contracts/session.ts';
import { isOpen, type Run, type RunChange, type RunStatus, toldRun } from '../../domain/runs/run.ts';
import type { IdsAfter, Page, Paged, RunEvent, RunFilter, RunLog } from '../../ports/run-log.ts';
import { comparePositions, idsAfter, pageOf, type Position } from './paging.ts';
import { keyOf, NotUnique, Table } from './table.ts';
import type { UndoLog } from './undo-log.ts';

interface KeptChange {
  readonly runId: string;
  readonly change: RunChange;
}

const matterOf = (run: Run): string => keyOf(run.integrationId, run.matterId);

export class MemoryRunLog implements RunLog {
  private readonly runs: Table<Run, 'open' | 'openOf' | 'matter' | 'integration' | 'firm'>;
  private readonly kept: Table<KeptChange, 'run'>;
  private readonly events: Table<RunEvent>;
  private readonly lastEvents: Table<{ readonly firmId: string; readonly sequence: number }>;

  constructor(
    undo: UndoLog,
    private readonly clock: Pick<Clock, 'now'>,
  ) {
    this.runs = new Table(undo, ({ id }) => id, {
      open: (run) => (isOpen(run) ? 'open' : undefined),
      openOf: (run) => (isOpen(run) ? matterOf(run) : undefined),
      matter: matterOf,
      integration: ({ integrationId }) => integrationId,
      firm: ({ firmId }) => firmId,
    });
    this.kept = new Table(undo, ({ runId, change }) => keyOf(runId, change.id), { run: ({ runId }) => runId });
    this.events = new Table(undo, ({ firmId, sequence }) => keyOf(firmId, sequence));
    this.lastEvents = new Table(undo, ({ firmId }) => firmId);
  }

  async add(run: Run): Promise<void> {
    this.refuseSecondOpenRun(run);
    this.runs.insert(run);
  }

  async update(run: Run): Promise<void> {
    if (!(await this.find(run.firmId, run.id))) throw new Error('There is no such run to update.');
    this.refuseSecondOpenRun(run);
    this.runs.put(run);
    this.append(run.firmId, run.id, 'run', toldRun(run));
  }

  async find(firmId: string, runId: string): Promise<Run | undefined> {
    const run = this.runs.get(runId);
    return run?.firmId === firmId ? run : undefined;
  }

  async openRunOf(integrationId: string, matterId: string): Promise<Run | undefined> {
    return this.runs.by('openOf', keyOf(integrationId, matterId))[0];
  }

  async allOpen(): Promise<Run[]> {
    return this.runs.by('open', 'open').toSorted((a, b) => comparePositions(this.position(a), this.position(b)));
  }

  async list(firmId: string, filter: RunFilter, page: Page): Promise<Paged<Run>> {
    const matching = this.runs.by('firm', firmId).filter((run) => matches(run, filter));
    return pageOf(matching, page, (run) => this.position(run), 'descending');
  }

  async latestOf(integrationId: string, matterIds: readonly string[]): Promise<Map<string, Run>> {
    const newest = new Map<string, Run>();
    for (const matterId of new Set(matterIds)) {
      const runs = this.runs.by('matter', keyOf(integrationId, matterId));
      const last = runs.toSorted((a, b) => comparePositions(this.position(a), this.position(b))).at(-1);
      if (last) newest.set(matterId, last);
    }
    return newest;
  }

  async mattersAt(integrationId: string, statuses: readonly RunStatus[], part: IdsAfter): Promise<string[]> {
    const such = this.runs.by('integration', integrationId).map(({ matterId }) => matterId);
    const newest = await this.latestOf(integrationId, such);
    return idsAfter(
      [...newest].filter(([, { status }]) => statuses.includes(status)).map(([matterId]) => matterId),
      part,
    );
  }

  async saveChange(runId: string, change: RunChange): Promise<void> {
    const run = this.runs.get(runId);
    if (!run) throw new Error('There is no such run to record a change of.');
    this.kept.put({ runId, change });
    this.append(run.firmId, runId, 'change', change);
  }

  async changes(runId: string): Promise<RunChange[]> {
    return this.kept.by('run', runId).map(({ change }) => change);
  }

  async eventsAfter(firmId: string, sequence: number, limit: number): Promise<RunEvent[]> {
    const last = Math.min(await this.lastSequence(firmId), sequence + limit);
    const events: RunEvent[] = [];
    for (let next = sequence + 1; next <= last; next += 1) events.push(...this.event(firmId, next));
    return events;
  }

  async lastSequence(firmId: string): Promise<number> {
    return this.lastEvents.get(firmId)?.sequence ?? 0;
  }

  private event(firmId: string, sequence: number): RunEvent[] {
    const event = this.events.get(keyOf(firmId, sequence));
    return event ? [event] : [];
  }

  private append(firmId: string, runId: string, type: RunEvent['type'], data: RunEvent['data']): void {
    const sequence = (this.lastEvents.get(firmId)?.sequence ?? 0) + 1;
    this.lastEvents.put({ firmId, sequence });
    this.events.insert({ sequence, firmId, runId, type, data, at: new Date(this.clock.now()).toISOString() });
  }

  private refuseSecondOpenRun(run: Run): void {
    if (!isOpen(run)) return;
    const open = this.runs.by('openOf', matterOf(run));
    if (open.some(({ id }) => id !== run.id)) throw new NotUnique('the open run of a matter');
  }

  /** Runs made in one millisecond stand in the order in which they were added. */
  private position(run: Run): Position {
    return [run.createdAt, this.runs.place(run.id)];
  }
}

function matches(run: Run, filter: RunFilter): boolean {
  return (
    (filter.integrationId === undefined || run.integrationId === filter.integrationId) &&
    (filter.matterId === undefined || run.matterId === filter.matterId) &&
    (filter.status === undefined || run.status === filter.status) &&
    (filter.batchId === undefined || run.batchId === filter.batchId)
  );
}
