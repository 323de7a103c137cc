import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Refused } from '../../../domain/refusals.ts';
import type { Storage } from '../../../ports/storage.ts';
import { RetryRun } from '../../../sync/retry-run.ts';
import { Given } from '../frame/given.ts';
import { listOf, pageOf, shown } from '../frame/lists.ts';
import { declare, Route, type Input } from '../frame/route.ts';
import { Accepted, RunsQuery, RunView, RunWithChanges } from './run-shapes.ts';
import { storageToken } from './storage-token.ts';
import { countChanges, viewChange, viewRun } from './view-run.ts';

const listRuns = declare({
  method: 'GET',
  path: '/v1/runs',
  summary: 'The runs of the firm, newest first.',
  access: 'viewer',
  query: RunsQuery,
  status: 200,
  answer: listOf(RunView),
});

const getRun = declare({
  method: 'GET',
  path: '/v1/runs/:id',
  summary: 'A run with everything that it did.',
  access: 'viewer',
  status: 200,
  answer: RunWithChanges,
  refusals: ['not-found'],
});

const retryRun = declare({
  method: 'POST',
  path: '/v1/runs/:id/retry',
  summary: 'Tries again what did not go, values that the target refused included.',
  access: 'operator',
  body: z.strictObject({ changeId: z.string().min(1).optional() }),
  status: 202,
  answer: Accepted,
  refusals: ['not-found', 'run-open'],
});

@Controller()
export class RunsController {
  constructor(
    @Inject(storageToken) private readonly storage: Storage,
    @Inject(RetryRun) private readonly retries: RetryRun,
  ) {}

  @Route(listRuns)
  async list(@Given() { caller, query }: Input<typeof listRuns>) {
    const { integration, matter, status, batch } = query;
    const filter = {
      ...(integration === undefined ? {} : { integrationId: integration }),
      ...(matter === undefined ? {} : { matterId: matter }),
      ...(status === undefined ? {} : { status }),
      ...(batch === undefined ? {} : { batchId: batch }),
    };
    return shown(await this.storage.books.runs.list(caller.firmId, filter, pageOf(query)), viewRun);
  }

  @Route(getRun)
  async get(@Given() { caller, params }: Input<typeof getRun>) {
    const { runs, setups } = this.storage.books;
    const run = await runs.find(caller.firmId, params.id);
    if (!run) throw new Refused('not-found', 'There is no such run.');
    const source = (await setups.find(caller.firmId, run.integrationId))?.source;
    const changes = await runs.changes(run.id);
    return {
      ...viewRun(run),
      changes: changes.map((change) => viewChange(change, source)),
      counts: countChanges(changes),
    };
  }

  @Route(retryRun)
  retry(@Given() { caller, params, body }: Input<typeof retryRun>) {
    const { changeId } = body;
    return this.retries.retry({
      firmId: caller.firmId,
      runId: params.id,
      ...(changeId === undefined ? {} : { changeId }),
    });
  }
}
