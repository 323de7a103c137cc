import { Anchor, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { Connection, Integration } from '../api/answers.ts';
import { answer, api } from '../api/client.ts';
import { Loading } from '../app/loading.tsx';
import { Page } from '../app/page.tsx';
import { PressButton } from '../app/press-button.tsx';
import { ProblemAlert } from '../app/problem-alert.tsx';
import { useMayActAs } from '../app/role.ts';
import { ConnectOutcome } from './connect-outcome.tsx';
import { connectionsQuery, integrationsQuery, systemsQuery, useEnds } from './integration-queries.ts';
import { SystemCard } from './system-card.tsx';

export function IntegrationsPage() {
  const search = useSearch({ from: '/frame/integrations' });
  const systems = useQuery(systemsQuery);
  const connections = useQuery(connectionsQuery);
  const integrations = useQuery(integrationsQuery);
  const failed = systems.error ?? connections.error ?? integrations.error;
  return (
    <Page title="Integrations">
      <ConnectOutcome {...search} connections={connections.data} />
      {failed && <ProblemAlert error={failed} />}
      {systems.data && connections.data && integrations.data ? (
        <>
          <Existing integrations={integrations.data} />
          <Ready connections={connections.data} integrations={integrations.data} />
          <Title order={2} size="h3">
            Systems
          </Title>
          {systems.data.map((system) => (
            <SystemCard
              key={system.id}
              system={system}
              connections={connections.data.filter((connection) => connection.system === system.id)}
            />
          ))}
        </>
      ) : (
        !failed && <Loading what="the integrations" />
      )}
    </Page>
  );
}

function Existing({ integrations }: { readonly integrations: readonly Integration[] }) {
  const ends = useEnds();
  if (integrations.length === 0) return null;
  return (
    <Stack gap="sm">
      {integrations.map((integration) => (
        <Paper key={integration.id} withBorder p="md">
          <Group justify="space-between">
            <Stack gap={2}>
              <Anchor
                fw={600}
                renderRoot={(props) => <Link {...props} to="/integrations/$id" params={{ id: integration.id }} />}
              >
                {ends.source(integration)} → {ends.target(integration)}
              </Anchor>
              <Text size="sm" c="dimmed">
                {ends.account(integration)}
              </Text>
            </Stack>
            <Button
              variant="default"
              size="xs"
              renderRoot={(props) => <Link {...props} to="/matters" search={{ integration: integration.id }} />}
            >
              See its matters
            </Button>
          </Group>
        </Paper>
      ))}
    </Stack>
  );
}

interface ReadyProps {
  readonly connections: readonly Connection[];
  readonly integrations: readonly Integration[];
}

/** Connected and not used yet: one press from here to a working integration. */
function Ready({ connections, integrations }: ReadyProps) {
  const mayChange = useMayActAs('admin');
  const { data: systems = [] } = useQuery(systemsQuery);
  const ready = connections.filter(
    ({ id, status, system }) =>
      status === 'connected' &&
      systems.find((one) => one.id === system)?.roles.includes('target') &&
      !integrations.some(({ source, target }) => source === 'intake' && target === id),
  );
  if (!mayChange) return null;
  return ready.map((connection) => <MakeIntegration key={connection.id} connection={connection} />);
}

function MakeIntegration({ connection }: { readonly connection: Connection }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const ends = useEnds();
  const making = useMutation({
    mutationFn: () => answer(api.POST('/v1/integrations', { body: { source: 'intake', target: connection.id } })),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: integrationsQuery.queryKey });
      await navigate({ to: '/integrations/$id', params: { id } });
    },
  });
  const title = ends.target({ target: connection.id });
  return (
    <Paper withBorder p="lg">
      <Stack gap="sm">
        <Text>
          {title} is connected to <b>{connection.account?.name}</b>. One more press, and matters of your intake can go
          there.
        </Text>
        {making.error && <ProblemAlert error={making.error} />}
        <Group>
          <PressButton isBusy={making.isPending} onClick={() => making.mutate()}>
            Carry matters from the intake to {title}
          </PressButton>
        </Group>
      </Stack>
    </Paper>
  );
}
