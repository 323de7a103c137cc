import { Paper, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import type { RunWithChanges } from '../api/answers.ts';
import { answer, api } from '../api/client.ts';
import { Loading } from '../app/loading.tsx';
import { Page } from '../app/page.tsx';
import { ProblemAlert } from '../app/problem-alert.tsx';
import { StateBadge } from '../app/state-badge.tsx';
import { useTargetTitle } from '../integrations/integration-queries.ts';
import { useNamed } from '../integrations/named.ts';
import { matterQuery } from '../matters/matter-queries.ts';
import { valueWords } from '../words/field-words.ts';
import { momentOf } from '../words/moments.ts';
import { namesIn } from '../words/people.ts';
import { isOpen, purposeOf, startedBy, statusWords } from '../words/run-words.ts';
import { MappingProblems } from './mapping-problems.tsx';
import { MatterName } from './matter-name.tsx';
import { RunFailure } from './run-failure.tsx';
import { sentenceOf } from './run-progress.tsx';
import { runQuery } from './run-queries.ts';
import { RunTimeline } from './run-timeline.tsx';

export function RunPage() {
  const { id } = useParams({ from: '/frame/runs/$id' });
  const { data: run, error, refetch } = useQuery(runQuery(id));
  if (run) return <Told key={run.id} run={run} />;
  return (
    <Page title="Run">{error ? <ProblemAlert error={error} onRetry={refetch} /> : <Loading what="the run" />}</Page>
  );
}

function useRetry(run: RunWithChanges) {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (changeId: string | undefined) =>
      answer(
        api.POST('/v1/runs/{id}/retry', {
          params: { path: { id: run.id } },
          body: changeId === undefined ? {} : { changeId },
        }),
      ),
    onSuccess: async ({ runId }) => {
      await client.invalidateQueries({ queryKey: ['runs'] });
      await navigate({ to: '/runs/$id', params: { id: runId } });
    },
  });
}

function Told({ run }: { readonly run: RunWithChanges }) {
  const { data: profile } = useQuery({ ...matterQuery(run.integrationId, run.matterId), retry: false });
  const target = useTargetTitle(run.integrationId);
  const retry = useRetry(run);
  const named = useNamed(run.integrationId);
  return (
    <Page
      title={`${purposeOf(run)} of ${momentOf(run.createdAt)}`}
      actions={<StateBadge state={run.status}>{statusWords[run.status]}</StateBadge>}
    >
      <Paper withBorder p="md">
        <Stack gap="xs">
          <Text size="sm">
            Of the matter <MatterName of={run} title={profile && valueWords(profile.matter.fields['title'])} />, started{' '}
            {startedBy(run)}
            {run.finishedAt !== undefined && `, ended ${momentOf(run.finishedAt)}`}.
          </Text>
          <Text size="sm" role="status">
            {named(sentenceOf(run))}
          </Text>
          {run.failure && <RunFailure integrationId={run.integrationId} failure={run.failure} />}
          <MappingProblems integrationId={run.integrationId} problems={run.mappingProblems ?? []} />
          {retry.error && <ProblemAlert error={retry.error} />}
        </Stack>
      </Paper>
      <RunTimeline
        run={run}
        names={profile ? namesIn(profile) : new Map()}
        target={target}
        isRetrying={retry.isPending}
        {...(!isOpen(run) && { onRetry: retry.mutate })}
      />
    </Page>
  );
}
