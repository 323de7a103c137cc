import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useRef } from 'react';
import type { Connection, System } from '../api/answers.ts';
import { PressButton } from '../app/press-button.tsx';
import { ProblemAlert } from '../app/problem-alert.tsx';
import { useMayActAs } from '../app/role.ts';
import { StateBadge } from '../app/state-badge.tsx';
import { dayOf, momentOf } from '../words/moments.ts';
import { useConnectionActions } from './connection-actions.ts';
import { DisconnectDialog } from './disconnect-dialog.tsx';
import { Reconnect } from './reconnect.tsx';

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
  // Never finished: there is no access yet that could be lost or given back.
  const isBegun = status === 'awaiting-authorization';
  const [opened, { open, close }] = useDisclosure(false);
  const failed = verify.error ?? reconnect.error ?? (isBegun ? disconnect.error : null);
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
            <Reconnect {...{ id, system, reconnect }} label={isBegun ? 'Go on connecting' : 'Reconnect'} />
            {isBegun && (
              <PressButton
                size="xs"
                variant="default"
                isBusy={disconnect.isPending}
                onClick={() => disconnect.mutate(id)}
              >
                Remove
              </PressButton>
            )}
            {!isBegun && status !== 'disconnected' && (
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
        {failed && <ProblemAlert error={failed} />}
      </Stack>
    </Paper>
  );
}
