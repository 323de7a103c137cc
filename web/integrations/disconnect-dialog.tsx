import { Text } from '@mantine/core';
import type { Connection, System } from '../api/answers.ts';
import { ConfirmDialog } from '../app/confirm-dialog.tsx';
import type { useConnectionActions } from './connection-actions.ts';

interface Subject {
  readonly connection: Connection;
  readonly system: System;
}

interface Props extends Subject, Pick<ReturnType<typeof useConnectionActions>, 'disconnect'> {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Says what giving the access back does, before it is done. */
export function DisconnectDialog({ connection, system, disconnect, opened, onClose, onDone }: Props) {
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
