import { Anchor, Group, Paper, Progress, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { RunWithChanges } from '../api/answers.ts';
import { ProblemAlert } from '../app/problem-alert.tsx';
import { StateBadge } from '../app/state-badge.tsx';
import { useNamed } from '../integrations/named.ts';
import { momentOf } from '../words/moments.ts';
import { isOpen, outcomeWords, purposeOf, requestsInWords, statusWords } from '../words/run-words.ts';
import { RunFailure } from './run-failure.tsx';
import { runQuery } from './run-queries.ts';

const unsettled = new Set(['pending', 'waiting']);

/** How a run comes along, and what came of it. */
export function RunProgress({ runId }: { readonly runId: string }) {
  const { data: run, error } = useQuery(runQuery(runId));
  const named = useNamed(run?.integrationId ?? '');
  if (error) return <ProblemAlert error={error} />;
  if (!run) return null;
  return (
    <Paper withBorder p="md" component="section" aria-label="Latest run">
      <Stack gap="xs">
        <Group justify="space-between">
          <Group gap="sm">
            <StateBadge state={run.status}>{statusWords[run.status]}</StateBadge>
            <Text size="sm" c="dimmed">
              {purposeOf(run)} · {momentOf(run.createdAt)}
            </Text>
          </Group>
          <Group gap="md">
            <Anchor
              size="sm"
              underline="always"
              renderRoot={(props) => <Link {...props} to="/runs/$id" params={{ id: run.id }} />}
            >
              What this run did
            </Anchor>
            <Anchor
              size="sm"
              underline="always"
              renderRoot={(props) => (
                <Link {...props} to="/runs" search={{ integration: run.integrationId, matter: run.matterId }} />
              )}
            >
              All runs of this matter
            </Anchor>
          </Group>
        </Group>
        {isOpen(run) && <Bar run={run} />}
        <Text size="sm" role="status" aria-live="polite">
          {named(sentenceOf(run))}
        </Text>
        {run.failure && <RunFailure integrationId={run.integrationId} failure={run.failure} />}
      </Stack>
    </Paper>
  );
}

function Bar({ run }: { readonly run: RunWithChanges }) {
  const settled = run.changes.filter(({ outcome }) => !unsettled.has(outcome)).length;
  const share = run.changes.length === 0 ? 0 : (settled / run.changes.length) * 100;
  return <Progress value={share} aria-label="Progress of the run" striped animated />;
}

/** What happens now, or what came of it, in one line. */
export function sentenceOf(run: RunWithChanges): string {
  if (run.status === 'queued') return 'Waiting for its turn.';
  if (run.status === 'running') return runningSentence(run);
  if (run.failure && run.changes.length === 0) return 'It ended before anything was written.';
  return `${outcomesOf(run)} ${requestsInWords(run.requests)}`;
}

function runningSentence(run: RunWithChanges): string {
  if (run.waitingFor !== undefined) return run.waitingFor;
  const settled = run.changes.filter(({ outcome }) => !unsettled.has(outcome)).length;
  return run.changes.length === 0 ? 'Reading both sides.' : `${settled} of ${run.changes.length} done.`;
}

function outcomesOf({ changes, counts }: RunWithChanges): string {
  if (changes.length === 0) return 'There was nothing to do.';
  if (changes.every(({ outcome }) => outcome === 'unchanged')) return 'Nothing had changed.';
  const told = Object.entries(outcomeWords).flatMap(([outcome, word]) => {
    const count = counts.outcomes[outcome] ?? 0;
    return count === 0 ? [] : [`${count} ${word.toLowerCase()}`];
  });
  return `${told.join(', ')}.`;
}
