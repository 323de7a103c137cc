import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useRef } from 'react';
import type { Connection, System } from '../api/answers.ts';
import { ConfirmDialog } from '../app/confirm-dialog.tsx';
import { PressButton } from '../app/press-button.tsx';
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
  const [opened, { open, close }] = useDisclosure(false);
  const card = useRef<HTMLElement>(null);
  // The button that was pressed is gone by then, and the focus with it.
  const standHere = (): void => {
    close();
    card.current?.focus();
  };
  return (
    <Paper
      withBorder
      p="md"
      component="article"
      ref={card}
      tabIndex={-1}
      aria-label={account?.name ?? label ?? system.title}
    >
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
              <PressButton size="xs" variant="default" isBusy={verify.isPending} onClick={() => verify.mutate(id)}>
                Verify
              </PressButton>
            )}
            <PressButton size="xs" variant="default" isBusy={reconnect.isPending} onClick={() => reconnect.mutate(id)}>
              Reconnect
            </PressButton>
            {status !== 'disconnected' && (
              <Button size="xs" variant="default" onClick={open}>
                Disconnect
              </Button>
            )}
          </Group>
        )}
        {verify.isSuccess && (
          <Text size="sm" role="status">
            Verified {momentOf(new Date(verify.submittedAt).toISOString())}:{' '}
            {verify.data.status === 'connected' ? 'the access holds.' : 'the access is lost. Press Reconnect.'}
          </Text>
        )}
        <DisconnectDialog {...{ connection, system, disconnect, opened }} onClose={close} onDone={standHere} />
        {(verify.error ?? reconnect.error) && <ProblemAlert error={verify.error ?? reconnect.error} />}
      </Stack>
    </Paper>
  );
}

interface DisconnectProps extends Props, Pick<ReturnType<typeof useConnectionActions>, 'disconnect'> {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function DisconnectDialog({ connection, system, disconnect, opened, onClose, onDone }: DisconnectProps) {
  return (
    <ConfirmDialog
      opened={opened}
      title={`Disconnect ${connection.account?.name ?? system.title}?`}
      action="Disconnect"
      isPending={disconnect.isPending}
      error={disconnect.error}
      onConfirm={() => disconnect.mutate(connection.id, { onSuccess: onDone })}
      onClose={onClose}
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
  );
}
