import type { Command } from 'commander';
import { Accepted } from '../answers.ts';
import { type ApiClient, route } from '../api-client.ts';
import { chooseIntegration } from '../choose-integration.ts';
import { exitCodeOf } from '../exit-codes.ts';
import type { CliSession } from '../session.ts';
import { showRun } from '../show-run.ts';
import { reportRun } from '../words.ts';
import { integrationOption, jsonOption, type IntegrationOption, type JsonOption } from './options.ts';

interface Options extends JsonOption, IntegrationOption {
  readonly verify?: boolean;
  readonly expect?: string;
  readonly wait: boolean;
}

const expectOption = ['--expect <plan>', 'do it only if this is still the plan; the preview names it'] as const;
const noWaitOption = ['--no-wait', 'do not wait for the run to end'] as const;

export function addSync(program: Command, session: CliSession): void {
  program
    .command('sync')
    .description('sync a matter, for the first time or again')
    .argument('<matter>', 'the id of the matter in the source')
    .option(...integrationOption)
    .option('--verify', 'read everything in the target again and report drift')
    .option(...expectOption)
    .option(...noWaitOption)
    .option(...jsonOption)
    .action((matter: string, { verify, ...options }: Options) =>
      press(session, matter, 'sync', { verify: verify ?? false }, options),
    );
}

export function addConvert(program: Command, session: CliSession): void {
  program
    .command('convert')
    .description('the client hires the firm: mark the matter hired and sync it')
    .argument('<matter>', 'the id of the matter in the source')
    .option(...integrationOption)
    .option(...expectOption)
    .option(...noWaitOption)
    .option(...jsonOption)
    .action((matter: string, options: Options) => press(session, matter, 'convert', {}, options));
}

async function press(
  session: CliSession,
  matterId: string,
  button: 'sync' | 'convert',
  wish: object,
  { integration, expect, wait, json }: Options,
): Promise<void> {
  const api = session.api();
  const integrationId = await chooseIntegration(api, integration);
  const body = { ...wish, ...(expect === undefined ? {} : { expect }) };
  const { runId } = await api.call(
    'POST',
    route`/v1/integrations/${integrationId}/matters/${matterId}/` + button,
    body,
    Accepted,
  );
  if (!wait)
    return session.answer(json, { runId }, () => [`run ${runId} is under way: casebridge runs ${runId} --wait`]);
  await endWithRun(session, api, runId, { integrationId, matterId }, json);
}

/** Waits for a run, prints how it ended, and ends the program accordingly. */
export async function endWithRun(
  session: CliSession,
  api: ApiClient,
  runId: string,
  of: { integrationId: string; matterId: string },
  json: boolean | undefined,
): Promise<void> {
  const run = await showRun(api, session.terminal, runId, of);
  session.answer(json, run, () => reportRun(run));
  session.exitCode = exitCodeOf(run.status);
}
