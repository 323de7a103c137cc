import { Anchor, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Batch, Integration } from '../api/answers.ts';
import { answer, api } from '../api/client.ts';
import { PressButton } from '../app/press-button.tsx';
import { ProblemAlert } from '../app/problem-alert.tsx';
import { useMayActAs } from '../app/role.ts';
import { integrationsQuery, useEnds } from '../integrations/integration-queries.ts';
import { momentOf } from '../words/moments.ts';
import { counted } from '../words/run-words.ts';

const reconciliationQuery = (id: string) =>
  queryOptions({
    queryKey: ['reconciliation', id],
    queryFn: async () =>
      (await answer(api.GET('/v1/integrations/{id}/reconciliation', { params: { path: { id } } }))).batch,
  });

/** When each integration last looked for what changed in its source, and what came of it. */
export function Reconciliations() {
  const { data: integrations = [] } = useQuery(integrationsQuery);
  if (integrations.length === 0) return null;
  return (
    <Stack gap="sm">
      <Title order={2} size="h3">
        Last reconciliation
      </Title>
      <Text size="sm" c="dimmed">
        It carries over what changed in the source since the last time, for matters that are hired or were carried over
        before.
      </Text>
      {integrations.map((integration) => (
        <Reconciliation key={integration.id} integration={integration} />
      ))}
    </Stack>
  );
}

function Reconciliation({ integration }: { readonly integration: Integration }) {
  const ends = useEnds();
  const client = useQueryClient();
  const mayAct = useMayActAs('operator');
  const { data, error } = useQuery(reconciliationQuery(integration.id));
  const starting = useMutation({
    mutationFn: () => answer(api.POST('/v1/integrations/{id}/reconcile', { params: { path: { id: integration.id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['reconciliation', integration.id] }),
  });
  const failed = error ?? starting.error;
  return (
    <Paper withBorder p="md">
      <Stack gap="xs">
        <Group justify="space-between">
          <Text fw={600}>
            {ends.source(integration)} → {ends.target(integration)}
          </Text>
          {mayAct && (
            <PressButton size="xs" variant="default" isBusy={starting.isPending} onClick={() => starting.mutate()}>
              Reconcile now
            </PressButton>
          )}
        </Group>
        <Text size="sm" role="status">
          {data === undefined ? (failed ? '' : 'Looking …') : sentenceOf(data)}
        </Text>
        {data && data.total > 0 && (
          <Anchor
            size="sm"
            underline="always"
            renderRoot={(props) => <Link {...props} to="/runs" search={{ batch: data.id }} />}
          >
            Its runs
          </Anchor>
        )}
        {failed && <ProblemAlert error={failed} />}
      </Stack>
    </Paper>
  );
}

function sentenceOf(batch: Batch | null): string {
  if (batch === null) return 'Not yet.';
  const { createdAt, status, total, done, failed, waiting } = batch;
  if (status === 'listing') return `${momentOf(createdAt)}: looking for what has changed.`;
  if (total === 0) return `${momentOf(createdAt)}: nothing had changed.`;
  const told = [
    `${done} of ${counted(total, 'matter')} done`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(waiting > 0 ? [`${waiting} ${waiting === 1 ? 'waits' : 'wait'} for you`] : []),
  ];
  return `${momentOf(createdAt)}: ${told.join(', ')}${status === 'finished' ? '.' : ', going on.'}`;
}
