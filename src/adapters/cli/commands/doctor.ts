import type { Command } from 'commander';
import { Connection, Health, Integration, MappingCheck, Me, PluginDescription, Question, Run } from '../answers.ts';
import { ApiClient, route } from '../api-client.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { describeFailure, RequestRefused, ServerUnreachable } from '../failures.ts';
import type { CliSession } from '../session.ts';
import { jsonOption, type JsonOption } from './options.ts';

/** What was looked at and found. `attention` is no fault: a person is asked; a `note` is good to know. */
interface Finding {
  readonly check: string;
  readonly state: 'ok' | 'note' | 'attention' | 'trouble';
  readonly detail: string;
}

const finding = (check: string, state: Finding['state'], detail: string): Finding => ({ check, state, detail });

export function addDoctor(program: Command, session: CliSession): void {
  program
    .command('doctor')
    .description('look for whatever is wrong: server, key, connections, mappings, runs, questions')
    .option(...jsonOption)
    .action(async ({ json }: JsonOption) => {
      const findings = await examine(session);
      session.answer(json, findings, () =>
        findings.map(({ check, state, detail }) => `${state.padEnd(9)}  ${check.padEnd(12)}  ${detail}`),
      );
      session.exitCode = exitCodeOf(findings);
    });
}

function exitCodeOf(findings: readonly Finding[]): ExitCode {
  if (findings.some(({ state }) => state === 'trouble')) return exitCodes.failed;
  return findings.some(({ state }) => state === 'attention') ? exitCodes.needsAttention : exitCodes.succeeded;
}

/** Each part is looked at only where the one before it stands: the rest would only repeat its trouble. */
async function examine(session: CliSession): Promise<Finding[]> {
  const { url, key } = session;
  if (!URL.canParse(url)) return [finding('server', 'trouble', `CASEBRIDGE_URL "${url}" is not an address`)];
  const api = new ApiClient({ url, key });
  const findings: Finding[] = [];
  for (const look of key === undefined
    ? [lookAtServer, noKey]
    : [lookAtServer, lookAtKey, lookAtConnections, lookAtWork]) {
    const found = await look(api, url).catch(troubleOf);
    findings.push(...found);
    if (found.some(({ check, state }) => state === 'trouble' && ['server', 'key'].includes(check))) break;
  }
  return findings;
}

function troubleOf(failure: unknown): Finding[] {
  if (failure instanceof ServerUnreachable) return [finding('server', 'trouble', failure.message)];
  if (!(failure instanceof RequestRefused)) throw failure;
  return [finding(failure.problem.status === 401 ? 'key' : 'request', 'trouble', describeFailure(failure).join(' '))];
}

async function noKey(): Promise<Finding[]> {
  return [finding('key', 'trouble', 'CASEBRIDGE_KEY is not set')];
}

async function lookAtServer(api: ApiClient, url: string): Promise<Finding[]> {
  const { status, checks = {} } = await api.get('/health/ready', Health, { alsoReads: 503 });
  const failing = Object.entries(checks).filter(([, state]) => state !== 'ok');
  if (status === 'ok') return [finding('server', 'ok', `${url} is ready`)];
  return [finding('server', 'trouble', `${url} is not ready: ${failing.map(([name]) => name).join(', ')}`)];
}

async function lookAtKey(api: ApiClient): Promise<Finding[]> {
  const { firm, role } = await api.get('/v1/me', Me);
  return [finding('key', 'ok', `${role} of ${firm.name}`)];
}

async function lookAtConnections(api: ApiClient): Promise<Finding[]> {
  const plugins = await api.whole('/v1/plugins', PluginDescription);
  const connections = await api.whole('/v1/connections', Connection);
  const systems = plugins.map(({ id, configured, missing }) =>
    finding('plugin', 'ok', configured ? `${id} can be connected` : `${id} is not set up: ${missing.join(', ')}`),
  );
  const states = connections
    .filter(({ status }) => status !== 'disconnected')
    .map(({ id, system, account, status }) =>
      finding('connection', status === 'connected' ? 'ok' : 'trouble', `${system} ${account?.name ?? id}: ${status}`),
    );
  return [...systems, ...(states.length === 0 ? [finding('connection', 'trouble', 'no system is connected')] : states)];
}

async function lookAtWork(api: ApiClient): Promise<Finding[]> {
  const integrations = await api.whole('/v1/integrations', Integration);
  if (integrations.length === 0)
    return [finding('integration', 'trouble', 'there is none: POST /v1/integrations makes one')];
  return (await Promise.all(integrations.map(({ id }) => lookAtIntegration(api, id)))).flat();
}

const latestRuns = 50;

async function lookAtMappings(api: ApiClient, id: string): Promise<Finding[]> {
  const { items } = await api.call('POST', route`/v1/integrations/${id}/mappings/check`, {}, MappingCheck);
  return items.map(({ weight, message, action, count }) => {
    const many = count === undefined ? '' : ` (${count})`;
    return finding('mapping', weight === 'broken' ? 'trouble' : 'note', `${message}${many} ${action}`);
  });
}

async function lookAtIntegration(api: ApiClient, id: string): Promise<Finding[]> {
  const questions = await api.list(route`/v1/integrations/${id}/attention`, Question);
  const runs = await api.list('/v1/runs', Run, { integration: id }, latestRuns);
  // Newest first: what a matter went through before its latest run is over.
  const latest = [...new Map(runs.toReversed().map((run) => [run.matterId, run])).values()];
  const amiss = latest.filter(({ status }) => status === 'failed' || status === 'partial');
  return [
    finding('integration', 'ok', `${id}: ${latest.length} matters in its latest ${runs.length} runs`),
    ...amiss.map((run) => finding('run', 'trouble', `${run.matterId} ${run.status}: casebridge runs ${run.id}`)),
    ...(await lookAtMappings(api, id).catch(troubleOf)),
    ...(questions.length === 0
      ? []
      : [finding('questions', 'attention', `${questions.length} wait for a person: casebridge attention -i ${id}`)]),
  ];
}
