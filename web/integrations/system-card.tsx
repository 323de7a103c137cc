import { Alert, Checkbox, Code, Group, List, Paper, Select, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { Connection, System } from '../api/answers.ts';
import { PressButton } from '../app/press-button.tsx';
import { ProblemAlert } from '../app/problem-alert.tsx';
import { useMayActAs } from '../app/role.ts';
import { useConnectionActions } from './connection-actions.ts';
import { ConnectionCard } from './connection-card.tsx';
import { type Credentials, SecretFields, secretsOf } from './secret-fields.tsx';

interface Props {
  readonly system: System;
  readonly connections: readonly Connection[];
}

/** One system: its connections, and how to connect another account of it. */
export function SystemCard({ system, connections }: Props) {
  const mayChange = useMayActAs('admin');
  return (
    <Paper withBorder p="lg" component="section" aria-label={system.title}>
      <Stack>
        <Title order={3} size="h4">
          {system.title}
        </Title>
        {connections.map((connection) => (
          <ConnectionCard key={connection.id} connection={connection} system={system} />
        ))}
        {!system.configured && <NotConfigured missing={system.missing} />}
        {system.configured && mayChange && <ConnectForm system={system} isFirst={connections.length === 0} />}
        {!mayChange && connections.length === 0 && (
          <Text c="dimmed">Nobody has connected it yet. An admin of the firm can.</Text>
        )}
      </Stack>
    </Paper>
  );
}

function NotConfigured({ missing }: { readonly missing: readonly string[] }) {
  return (
    <Alert variant="default" title="It cannot be connected yet">
      Whoever runs Casebridge has to set{' '}
      {missing.map((name) => (
        <Code key={name}>{name} </Code>
      ))}
      and start it again.
    </Alert>
  );
}

function ConnectForm({ system, isFirst }: { readonly system: System; readonly isFirst: boolean }) {
  const { connect } = useConnectionActions();
  const [region, setRegion] = useState(system.regions[0]?.id);
  const [keyFields, setKeyFields] = useState(true);
  const [credentials, setCredentials] = useState<Credentials>({});
  const secrets = secretsOf(system);
  const begin = (): void =>
    connect.mutate({
      system: system.id,
      keyFields,
      ...(region !== undefined && { region }),
      ...(secrets.length > 0 && { credentials }),
    });
  return (
    <Stack gap="sm">
      {!isFirst && <Text fw={600}>Another account</Text>}
      {system.regions.length > 1 && (
        <Select
          label="Region"
          description="Where the account was opened; it stands in the address of its pages."
          maw={320}
          allowDeselect={false}
          data={system.regions.map(({ id, title }) => ({ value: id, label: title }))}
          value={region ?? null}
          onChange={(value) => setRegion(value ?? undefined)}
        />
      )}
      <SecretFields secrets={secrets} values={credentials} onChange={setCredentials} />
      <Adds system={system} keyFields={keyFields} onChange={setKeyFields} />
      {connect.error && <ProblemAlert error={connect.error} />}
      <Group>
        <PressButton isBusy={connect.isPending} onClick={begin}>
          Connect
        </PressButton>
        <Text size="sm" c="dimmed">
          {secrets.length > 0
            ? 'Uses what you typed above.'
            : `Takes you to ${system.title}, where you allow the access; then you come back here.`}
        </Text>
      </Group>
    </Stack>
  );
}

interface AddsProps {
  readonly system: System;
  readonly keyFields: boolean;
  readonly onChange: (keyFields: boolean) => void;
}

/** What connecting changes in the account, before it does. */
function Adds({ system, keyFields, onChange }: AddsProps) {
  if (system.addsOnConnect.length === 0) return null;
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600}>
        Connecting adds to your {system.title} account:
      </Text>
      <List size="sm" withPadding>
        {system.addsOnConnect.map((what) => (
          <List.Item key={what}>{what}</List.Item>
        ))}
      </List>
      <Checkbox
        label="Add them"
        description="They let Casebridge find its records again when an answer gets lost. Without them it asks you more often."
        checked={keyFields}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
    </Stack>
  );
}
