import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { Batch, Begun, Run } from '../answers.ts';
import { type ApiClient, route } from '../api-client.ts';
import { chooseIntegration } from '../choose-integration.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { openProgress } from '../progress.ts';
import type { CliSession } from '../session.ts';
import type { Terminal } from '../terminal.ts';
import { integrationOption, jsonOption, type IntegrationOption, type JsonOption } from './options.ts';

interface Options extends JsonOption, IntegrationOption {
  readonly wait: boolean;
}

type BatchState = ReturnType<(typeof Batch)['parse']>;
type EndedRun = ReturnType<(typeof Run)['parse']>;

const lookEveryMs = 500;

export function addReconcile(program: Command, session: CliSession): void {
  program
    .command('reconcile')
    .description(
      'sync what changed in the source since the last time: matters that were carried over before, and hired ones',
    )
    .option(...integrationOption)
    .option('--no-wait', 'do not wait for the syncs to end')
    .option(...jsonOption)
    .action(async ({ integration, wait, json }: Options) => {
      const api = session.api();
      const integrationId = await chooseIntegration(api, integration);
      const { batchId } = await api.call('POST', route`/v1/integrations/${integrationId}/reconcile`, {}, Begun);
      if (!wait) return session.answer(json, { batchId }, () => [`batch ${batchId} is under way`]);
      const batch = await followBatch(api, session.terminal, batchId);
      const amiss = (await api.list('/v1/runs', Run, { batch: batchId })).filter(
        ({ status }) => status !== 'succeeded',
      );
      session.answer(json, { ...batch, runs: amiss }, () => describeBatch(batch, amiss));
      session.exitCode = exitCodeOfBatch(batch, amiss);
    });
}

async function followBatch(api: ApiClient, terminal: Terminal, batchId: string): Promise<BatchState> {
  const progress = openProgress(terminal);
  try {
    for (;;) {
      const batch = await api.get(route`/v1/batches/${batchId}`, Batch);
      if (batch.status === 'finished') return batch;
      const message = batch.status === 'listing' ? 'finding what changed' : 'syncing';
      progress.show({ done: batch.done + batch.failed + batch.waiting, total: batch.total, message });
      await sleep(lookEveryMs);
    }
  } finally {
    progress.stop();
  }
}

function describeBatch({ id, total, failed, waiting }: BatchState, amiss: readonly EndedRun[]): string[] {
  return [
    `${total} matters, ${failed} failed, ${waiting} with questions`,
    ...amiss.map((run) => `  ${run.status.padEnd(16)}  ${run.matterId}  casebridge runs ${run.id}`),
    `  batch ${id}`,
  ];
}

function exitCodeOfBatch({ failed, waiting }: BatchState, amiss: readonly EndedRun[]): ExitCode {
  if (failed > 0 || amiss.some(({ status }) => status === 'partial')) return exitCodes.failed;
  return waiting > 0 ? exitCodes.needsAttention : exitCodes.succeeded;
}
