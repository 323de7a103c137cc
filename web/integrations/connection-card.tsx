import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { Connection, System } from '../api/answers.ts';
import { ConfirmDialog } from '../app/confirm-dialog.tsx';
import { ProblemAlert } from '../app/problem-alert.tsx';
import { useMayActAs } from '../app/role.ts';
import { StateBadge } from '../app/state-badge.tsx';
import { dayOf, momentOf } from '../words/moments.ts';
import { useConnectionActions } from './connection-actions.ts';

const statusWords: Readonly<Record<Connection['status'], string>> = {
  'awaiting-authorization': 'Not finished: nobody has allowed the access yet',
  connected: 'Connected',
  'needs-reconnect': 'Needs to be reconnected',
  disconnected: 'Disconnected',
};

interface Props {
  readonly connection: Connection;
  readonly system: System;
}

/** Who is connected to which account, since when, and what can be done about it. */
export function ConnectionCard({ connection, system }: Props) {
  const { verify, reconnect, disconnect } = useConnectionActions();
  const mayChange = useMayActAs('admin');
  const { account, status, connectedAt, label, id } = connection;
  return (
    <Paper withBorder p="md" component="article" aria-label={account?.name ?? label ?? system.title}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Text fw={600} className="break-anywhere">
            {account?.name ?? label ?? `${system.title}, no account yet`}
          </Text>
          <StateBadge state={status}>{statusWords[status]}</StateBadge>
        </Group>
        <Text size="sm" c="dimmed">
          {[
            account?.user === undefined ? undefined : `as ${account.user}`,
            connectedAt === undefined ? `begun ${dayOf(connection.createdAt)}` : `since ${dayOf(connectedAt)}`,
            account?.timeZone,
          ]
            .filter((part) => part !== undefined)
            .join(' · ')}
        </Text>
        {mayChange && (
          <Group gap="xs">
            {status === 'connected' && (
              <Button size="xs" variant="default" loading={verify.isPending} onClick={() => verify.mutate(id)}>
                Verify
              </Button>
            )}
            <Button size="xs" variant="default" loading={reconnect.isPending} onClick={() => reconnect.mutate(id)}>
              Reconnect
            </Button>
            {status !== 'disconnected' && <DisconnectButton {...{ connection, system, disconnect }} />}
          </Group>
        )}
        {verify.isSuccess && (
          <Text size="sm" role="status">
            Verified just now, {momentOf(new Date(verify.submittedAt).toISOString())}: the access holds.
          </Text>
        )}
        {(verify.error ?? reconnect.error) && <ProblemAlert error={verify.error ?? reconnect.error} />}
      </Stack>
    </Paper>
  );
}

type Disconnecting = Props & Pick<ReturnType<typeof useConnectionActions>, 'disconnect'>;

function DisconnectButton({ connection, system, disconnect }: Disconnecting) {
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button size="xs" variant="default" onClick={open}>
        Disconnect
      </Button>
      <ConfirmDialog
        opened={opened}
        title={`Disconnect ${connection.account?.name ?? system.title}?`}
        action="Disconnect"
        isPending={disconnect.isPending}
        error={disconnect.error}
        onConfirm={() => disconnect.mutate(connection.id, { onSuccess: close })}
        onClose={close}
      >
        <Text size="sm">
          The access is given back to {system.title} and forgotten here: nothing is synced any more until somebody
          reconnects the same account.
        </Text>
        <Text size="sm">
          Everything that is in {system.title} stays there, and Casebridge keeps the record of what it carried over, so
          that nothing is made twice later.
        </Text>
      </ConfirmDialog>
    </>
  );
}
