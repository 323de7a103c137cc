import { Button, Group, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { Dialog } from './dialog.tsx';
import { PressButton } from './press-button.tsx';
import { ProblemAlert } from './problem-alert.tsx';

interface Props {
  readonly opened: boolean;
  readonly title: string;
  /** What the button says; the same word as the one that opened the dialog. */
  readonly action: string;
  readonly isPending: boolean;
  readonly error: unknown;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Before what cannot be taken back: says what it does, and waits for a yes. */
export function ConfirmDialog({ opened, title, action, isPending, error, onConfirm, onClose, children }: Props) {
  return (
    <Dialog opened={opened} onClose={onClose} title={title}>
      <Stack>
        {children}
        {error !== null && error !== undefined && <ProblemAlert error={error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            Cancel
          </Button>
          <PressButton color="red.9" isBusy={isPending} onClick={onConfirm}>
            {action}
          </PressButton>
        </Group>
      </Stack>
    </Dialog>
  );
}
