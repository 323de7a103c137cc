import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Integration } from '../api/answers.ts';
import { answer, api } from '../api/client.ts';
import { ConfirmDialog } from '../app/confirm-dialog.tsx';
import { Loading } from '../app/loading.tsx';
import { Page } from '../app/page.tsx';
import { ProblemAlert } from '../app/problem-alert.tsx';
import { useMayActAs } from '../app/role.ts';
import { FieldMappings } from './field-mappings.tsx';
import { integrationsQuery, useEnds } from './integration-queries.ts';
import { Policies } from './policies.tsx';
import { useChangeSettings } from './settings-mutation.ts';
import { Switches } from './switches.tsx';

export function IntegrationPage() {
  const { id } = useParams({ from: '/frame/integrations/$id' });
  const { data, error, isPending, refetch } = useQuery(integrationsQuery);
  const integration = data?.find((one) => one.id === id);
  if (integration) return <Opened integration={integration} />;
  return (
    <Page title="Integration">
      {error && <ProblemAlert error={error} onRetry={refetch} />}
      {isPending && <Loading what="the integration" />}
      {data && <Text>There is no such integration. It may have been removed.</Text>}
    </Page>
  );
}

function Opened({ integration }: { readonly integration: Integration }) {
  const { id, settings } = integration;
  const ends = useEnds();
  const mayChange = useMayActAs('admin');
  const change = useChangeSettings(id);
  const [source, target] = [ends.source(integration), ends.target(integration)];
  return (
    <Page
      title={`${source} → ${target}`}
      actions={
        <Button
          variant="default"
          renderRoot={(props) => <Link {...props} to="/matters" search={{ integration: id }} />}
        >
          See its matters
        </Button>
      }
    >
      <Text c="dimmed">Into {ends.account(integration) ?? target}. Changes count from the next sync on.</Text>
      {!mayChange && <Text>Only an admin of the firm can change these settings.</Text>}
      {change.error && <ProblemAlert error={change.error} />}
      <Section title="What is carried over">
        <Switches settings={settings} disabled={!mayChange} onChange={change.mutate} />
      </Section>
      <Section title="When it is not clear">
        <Policies settings={settings} target={target} disabled={!mayChange} onChange={change.mutate} />
      </Section>
      <FieldMappings id={id} source={source} target={target} />
      {mayChange && <Removal id={id} target={target} />}
    </Page>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Paper withBorder p="lg" component="section" aria-label={title}>
      <Stack>
        <Title order={2} size="h3">
          {title}
        </Title>
        {children}
      </Stack>
    </Paper>
  );
}

function Removal({ id, target }: { readonly id: string; readonly target: string }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [opened, { open, close }] = useDisclosure(false);
  const removing = useMutation({
    mutationFn: () => answer(api.DELETE('/v1/integrations/{id}', { params: { path: { id } } })),
    onSuccess: async () => {
      await navigate({ to: '/integrations' });
      await client.invalidateQueries({ queryKey: integrationsQuery.queryKey });
    },
  });
  return (
    <Group>
      <Button variant="default" onClick={open}>
        Remove this integration
      </Button>
      <ConfirmDialog
        opened={opened}
        title="Remove this integration?"
        action="Remove this integration"
        isPending={removing.isPending}
        error={removing.error}
        onConfirm={() => removing.mutate()}
        onClose={close}
      >
        <Text size="sm">
          Its settings are deleted and nothing is synced any more. Everything that is in {target} stays, and the record
          of what was carried over is kept: made again, the integration goes on where it was.
        </Text>
      </ConfirmDialog>
    </Group>
  );
}
