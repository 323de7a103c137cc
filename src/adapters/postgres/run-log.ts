import { defineEntity, type InferEntity } from '@mikro-orm/core';
import type { ObjectKind } from '../../../contracts/objects/values.ts';
import type { Clock } from '../../../contracts/session.ts';
import { type Run, type RunChange, type RunStatus, toldRun } from '../../domain/runs/run.ts';
import type { IdsAfter, Page, Paged, RunEvent, RunFilter, RunLog } from '../../ports/run-log.ts';
import { column, type ColumnsOf } from './columns.ts';
import { readCounter } from './firm-counter.ts';
import { readPage, type Order } from './paging.ts';
import { Rows } from './rows.ts';
import { appendEvent, eventsAfter } from './run-events.ts';
import type { Session } from './session.ts';

const open = `status in ('queued', 'running')`;

export const runTable = defineEntity({
  name: 'Run',
  tableName: 'runs',
  uniques: [{ name: 'runs_one_open_per_matter', properties: ['integrationId', 'matterId'], where: open }],
  indexes: [
    { name: 'runs_of_firm', properties: ['firmId', 'createdAt', 'place'] },
    { name: 'runs_of_matter', properties: ['integrationId', 'matterId', 'createdAt', 'place'] },
    {
      name: 'runs_to_look_at',
      properties: ['integrationId', 'status', 'matterId'],
      where: `status <> 'succeeded'`,
    },
    { name: 'runs_of_batch', properties: ['batchId'], where: 'batch_id is not null' },
  ],
  properties: {
    id: column.id().primary(),
    firmId: column.id(),
    integrationId: column.id(),
    targetConnectionId: column.id(),
    matterId: column.id(),
    batchId: column.id().nullable(),
    trigger: column.json(),
    wish: column.json(),
    requested: column.count(),
    status: column.text().$type<Run['status']>(),
    createdAt: column.instant(),
    startedAt: column.instant().nullable(),
    finishedAt: column.instant().nullable(),
    waitingUntil: column.instant().nullable(),
    waitingFor: column.text().nullable(),
    failures: column.count(),
    planHash: column.text().nullable(),
    inLane: column.flag().$type<true>().nullable(),
    settings: column.json().nullable(),
    settingsRevision: column.count().nullable(),
    mappingRevision: column.count().nullable(),
    mappings: column.json().nullable(),
    mappingProblems: column.json().nullable(),
    requests: column.json(),
    failure: column.json().nullable(),
    place: column.place(),
  } satisfies ColumnsOf<Run>,
});

export const runChangeTable = defineEntity({
  name: 'RunChange',
  tableName: 'run_changes',
  properties: {
    runId: column.id().primary().hidden(),
    id: column.id().primary(),
    firmId: column.id().hidden(),
    kind: column.text().$type<ObjectKind>(),
    sourceId: column.id(),
    targetRef: column.id().nullable(),
    targetUrl: column.text().nullable(),
    action: column.text().$type<RunChange['action']>(),
    outcome: column.text().$type<RunChange['outcome']>(),
    fields: column.json(),
    written: column.json().nullable(),
    reason: column.text(),
    code: column.text().nullable(),
    place: column.place(),
  } satisfies ColumnsOf<RunChange>,
});

const runs = new Rows<Run, InferEntity<typeof runTable>>(runTable);
const changes = new Rows<RunChange, InferEntity<typeof runChangeTable>>(runChangeTable);

const isOpen = { status: { $in: ['queued', 'running'] as Run['status'][] } };

/** Runs made in one millisecond stand in the order in which they were added. */
const newestFirst: Order = {
  by: [
    { name: 'createdAt', holds: 'instant' },
    { name: 'place', holds: 'number' },
  ],
  descending: true,
};

export class PostgresRunLog implements RunLog {
  constructor(
    private readonly session: Session,
    private readonly clock: Pick<Clock, 'now'>,
  ) {}

  async add(run: Run): Promise<void> {
    await runs.insert(this.session.em(), run);
  }

  async update(run: Run): Promise<void> {
    const { id, firmId } = run;
    await this.session.together(async (em, end) => {
      if ((await runs.replace(em, { id, firmId }, run)) === 0) throw new Error('There is no such run to update.');
      appendEvent(end, { firmId, runId: id, type: 'run', data: toldRun(run), at: this.now() });
    });
  }

  async find(firmId: string, runId: string): Promise<Run | undefined> {
    return runs.find(this.session.em(), { firmId, id: runId });
  }

  async openRunOf(integrationId: string, matterId: string): Promise<Run | undefined> {
    return runs.find(this.session.em(), { integrationId, matterId, ...isOpen }, { lock: true });
  }

  async allOpen(): Promise<Run[]> {
    return runs.list(this.session.em(), isOpen, { orderBy: [{ createdAt: 'asc' }, { place: 'asc' }] });
  }

  async list(firmId: string, filter: RunFilter, page: Page): Promise<Paged<Run>> {
    const { integrationId, matterId, status, batchId } = filter;
    const wanted = Object.entries({ integrationId, matterId, status, batchId }).filter(
      ([, value]) => value !== undefined,
    );
    return readPage(this.session.em(), runs, { firmId, ...Object.fromEntries(wanted) }, newestFirst, page);
  }

  async latestOf(integrationId: string, matterIds: readonly string[]): Promise<Map<string, Run>> {
    if (matterIds.length === 0) return new Map();
    const em = this.session.em();
    const newest = await em.execute<{ id: string }[]>(
      `select distinct on (matter_id) id from runs where integration_id = ? and matter_id in (?)
       order by matter_id, created_at desc, place desc`,
      [integrationId, [...matterIds]],
    );
    if (newest.length === 0) return new Map();
    const found = await runs.list(em, { id: { $in: newest.map(({ id }) => id) } });
    return new Map(found.map((run) => [run.matterId, run]));
  }

  async mattersAt(
    integrationId: string,
    statuses: readonly RunStatus[],
    { after, limit }: IdsAfter,
  ): Promise<string[]> {
    // What it says of 'succeeded' is what lets the database take the small index.
    const found = await this.session.em().execute<{ matter_id: string }[]>(
      `select distinct matter_id from runs at where integration_id = ? and status in (?) ${
        statuses.includes('succeeded') ? '' : "and status <> 'succeeded'"
      } and matter_id > ? and not exists (select 1 from runs later
         where later.integration_id = at.integration_id and later.matter_id = at.matter_id
           and (later.created_at, later.place) > (at.created_at, at.place))
       order by matter_id limit ?`,
      [integrationId, [...statuses], after ?? '', limit],
    );
    return found.map(({ matter_id: matterId }) => matterId);
  }

  async saveChange(runId: string, change: RunChange): Promise<void> {
    await this.session.together(async (em, end) => {
      const run = await runs.find(em, { id: runId });
      if (!run) throw new Error('There is no such run to record a change of.');
      await changes.save(em, change, { runId, firmId: run.firmId });
      appendEvent(end, { firmId: run.firmId, runId, type: 'change', data: change, at: this.now() });
    });
  }

  async changes(runId: string): Promise<RunChange[]> {
    return changes.list(this.session.em(), { runId }, { orderBy: [{ place: 'asc' }] });
  }

  async eventsAfter(firmId: string, sequence: number, limit: number): Promise<RunEvent[]> {
    return eventsAfter(await this.session.numbered(), firmId, sequence, limit);
  }

  async lastSequence(firmId: string): Promise<number> {
    return readCounter(await this.session.numbered(), firmId, 'run-events');
  }

  private now(): string {
    return new Date(this.clock.now()).toISOString();
  }
}
