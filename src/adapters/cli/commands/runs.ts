import type { Command } from 'commander';
import { Accepted, Run, RunWithChanges } from '../answers.ts';
import { type ApiClient, route } from '../api-client.ts';
import { UsageError } from '../failures.ts';
import type { CliSession } from '../session.ts';
import { table } from '../terminal.ts';
import { explainChange, reportRun, requestsLine } from '../words.ts';
import { integrationOption, jsonOption, positiveNumber, type IntegrationOption, type JsonOption } from './options.ts';
import { endWithRun } from './sync.ts';

interface Options extends JsonOption, IntegrationOption {
  readonly matter?: string;
  readonly status?: string;
  readonly batch?: string;
  readonly limit: number;
  readonly wait?: boolean;
  readonly retry?: boolean;
}

export function addRuns(program: Command, session: CliSession): void {
  program
    .command('runs')
    .description('list the latest runs, or show one with everything that it did')
    .argument('[run]', 'the id of a run')
    .option(...integrationOption)
    .option('-m, --matter <id>', 'only runs of this matter')
    .option(
      '-s, --status <status>',
      'only runs with this status: queued, running, succeeded, partial, failed, needs-attention',
    )
    .option('--batch <id>', 'only runs of this batch')
    .option('-n, --limit <number>', 'how many at most', positiveNumber, 20)
    .option('--wait', 'wait for the run to end; the exit code tells how')
    .option('--retry', 'try again what did not go, and wait')
    .option(...jsonOption)
    .action((runId: string | undefined, options: Options) =>
      runId === undefined ? listRuns(session, options) : showOne(session, runId, options),
    );
}

async function listRuns(
  session: CliSession,
  { integration, matter, status, batch, limit, json, wait, retry }: Options,
): Promise<void> {
  if (wait || retry) throw new UsageError('Name the run to wait for or to retry.');
  const runs = await session.api().list('/v1/runs', Run, { integration, matter, status, batch }, limit);
  session.answer(json, runs, () =>
    table(
      ['RUN', 'CREATED', 'MATTER', 'FOR', 'STATUS', 'REQUESTS'],
      runs.map((run) => [run.id, run.createdAt, run.matterId, run.for, run.status, requestsLine(run.requests)]),
    ),
  );
}

async function showOne(session: CliSession, runId: string, { wait, retry, json }: Options): Promise<void> {
  const api = session.api();
  const id = retry ? await retryRun(api, runId) : runId;
  const run = await api.get(route`/v1/runs/${id}`, RunWithChanges);
  if (wait || retry) return endWithRun(session, api, id, run, json);
  const [head = '', ...rest] = reportRun(run);
  const quiet = run.changes.filter(
    ({ fields, outcome }) => fields.length === 0 && ['applied', 'unchanged'].includes(outcome),
  );
  session.answer(json, run, () => [head, ...quiet.flatMap(explainChange).map((line) => `  ${line}`), ...rest]);
}

async function retryRun(api: ApiClient, runId: string): Promise<string> {
  return (await api.call('POST', route`/v1/runs/${runId}/retry`, {}, Accepted)).runId;
}
