import type { Command } from 'commander';
import { Accepted, Question, RunWithChanges } from '../answers.ts';
import { route } from '../api-client.ts';
import { chooseIntegration } from '../choose-integration.ts';
import { exitCodes } from '../exit-codes.ts';
import type { CliSession } from '../session.ts';
import { integrationOption, jsonOption, type IntegrationOption, type JsonOption } from './options.ts';
import { endWithRun } from './sync.ts';

interface ListOptions extends JsonOption, IntegrationOption {
  readonly matter?: string;
}

export function addAttention(program: Command, session: CliSession): void {
  const attention = program.command('attention').description('list what waits for a person, or decide it');
  attention
    .command('list', { isDefault: true })
    .description('list what waits for a person')
    .option(...integrationOption)
    .option('-m, --matter <id>', 'only questions about this matter')
    .option(...jsonOption)
    .action((options: ListOptions) => listQuestions(session, options));
  attention
    .command('decide')
    .description('answer a question; a sync acts on it')
    .argument('<question>', 'the id of the question')
    .argument('<choice>', 'one of the choices that the question offers')
    .argument('[target]', 'the candidate that is meant, where there are several')
    .option('--no-wait', 'do not wait for the sync')
    .option(...jsonOption)
    .action((question: string, choice: string, target: string | undefined, options: JsonOption & { wait: boolean }) =>
      decide(session, question, { choice, ...(target === undefined ? {} : { targetRef: target }) }, options),
    );
}

async function listQuestions(session: CliSession, { integration, matter, json }: ListOptions): Promise<void> {
  const api = session.api();
  const path = route`/v1/integrations/${await chooseIntegration(api, integration)}/attention`;
  const questions = await api.list(path, Question, { matter });
  session.answer(json, questions, () =>
    questions.length === 0 ? ['nothing waits for a person'] : questions.flatMap(describeQuestion),
  );
  if (questions.length > 0) session.exitCode = exitCodes.needsAttention;
}

function describeQuestion({
  id,
  kind,
  sourceId,
  matterId,
  question,
  code,
  evidence,
  candidates,
  choices,
}: Question): string[] {
  return [
    `${question} (${code})`,
    `  ${kind} ${sourceId} of matter ${matterId}`,
    ...evidence.map((line) => `  evidence: ${line}`),
    ...candidates.map(
      ({ targetRef, summary, url }) => `  candidate ${targetRef}: ${summary}${url === undefined ? '' : ` ${url}`}`,
    ),
    `  casebridge attention decide ${id} <${choices.join('|')}>${candidates.length > 0 ? ' [candidate]' : ''}`,
    '',
  ];
}

async function decide(
  session: CliSession,
  question: string,
  decision: object,
  { wait, json }: JsonOption & { wait: boolean },
): Promise<void> {
  const api = session.api();
  const { runId } = await api.call('POST', route`/v1/attention/${question}/decide`, decision, Accepted);
  if (!wait) return session.answer(json, { runId }, () => [`run ${runId} is under way`]);
  await endWithRun(session, api, runId, await api.get(route`/v1/runs/${runId}`, RunWithChanges), json);
}
