import type { Command } from 'commander';
import { Preview } from '../answers.ts';
import { route } from '../api-client.ts';
import { chooseIntegration } from '../choose-integration.ts';
import { exitCodes } from '../exit-codes.ts';
import type { CliSession } from '../session.ts';
import { requestsLine } from '../words.ts';
import { integrationOption, jsonOption, type IntegrationOption, type JsonOption } from './options.ts';

interface Options extends JsonOption, IntegrationOption {
  readonly convert?: boolean;
  readonly verify?: boolean;
}

type Planned = ReturnType<(typeof Preview)['parse']>;

export function addPreview(program: Command, session: CliSession): void {
  program
    .command('preview')
    .description('show what a sync of a matter would do; writes nothing')
    .argument('<matter>', 'the id of the matter in the source')
    .option(...integrationOption)
    .option('--convert', 'as if the client hired the firm now')
    .option('--verify', 'read everything in the target again')
    .option(...jsonOption)
    .action(async (matter: string, { integration, convert, verify, json }: Options) => {
      const api = session.api();
      const path = route`/v1/integrations/${await chooseIntegration(api, integration)}/matters/${matter}/preview`;
      const preview = await api.call(
        'POST',
        path,
        { for: convert ? 'convert' : 'sync', verify: verify ?? false },
        Preview,
      );
      session.answer(json, preview, () => describePreview(preview, convert ? 'convert' : 'sync', matter));
      if (preview.changes.some(({ action }) => action === 'ask')) session.exitCode = exitCodes.needsAttention;
    });
}

function describePreview({ planHash, changes, requests }: Planned, command: string, matter: string): string[] {
  return [
    ...changes.flatMap(describeChange),
    `requests to the target: ${requestsLine(requests)}`,
    `to do exactly this: casebridge ${command} ${matter} --expect ${planHash}`,
  ];
}

function describeChange({ action, kind, sourceId, reason, values, fields }: Planned['changes'][number]): string[] {
  return [
    `${action.padEnd(8)}  ${kind.padEnd(12)}  ${sourceId}  ${reason}`,
    ...values
      .map(({ field, label = field, now, after, nowText = now, afterText = after }) => {
        return [label, shownValue(nowText), shownValue(afterText)] as const;
      })
      .filter(([, now, after]) => now !== after)
      .map(([field, now, after]) => `    ${field}: ${now} → ${after}`),
    ...fields.map(({ field, message }) => `    ${field}: ${message}`),
  ];
}

const longest = 80;

function shownValue(value: unknown): string {
  if (value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0))
    return '(blank)';
  const text = (typeof value === 'string' ? value : JSON.stringify(value)).replaceAll('\n', '⏎');
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
