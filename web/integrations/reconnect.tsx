import { Button, Group, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type FormEvent, useState } from 'react';
import type { System } from '../api/answers.ts';
import { Dialog } from '../app/dialog.tsx';
import { PressButton } from '../app/press-button.tsx';
import { ProblemAlert } from '../app/problem-alert.tsx';
import type { useConnectionActions } from './connection-actions.ts';
import { type Credentials, SecretFields, secretsOf } from './secret-fields.tsx';

interface Props extends Pick<ReturnType<typeof useConnectionActions>, 'reconnect'> {
  readonly id: string;
  readonly system: System;
  readonly label: string;
}

/** Connects the same account again: by the redirect, or with what somebody types anew. */
export function Reconnect({ id, system, label, reconnect }: Props) {
  const [opened, { open, close }] = useDisclosure(false);
  const [credentials, setCredentials] = useState<Credentials>({});
  const secrets = secretsOf(system);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    reconnect.mutate({ id, credentials }, { onSuccess: close });
  };
  if (secrets.length === 0)
    return (
      <PressButton size="xs" variant="default" isBusy={reconnect.isPending} onClick={() => reconnect.mutate({ id })}>
        {label}
      </PressButton>
    );
  return (
    <>
      <Button size="xs" variant="default" onClick={open}>
        {label}
      </Button>
      <Dialog opened={opened} onClose={close} title={`Connect ${system.title} again`} closeOnClickOutside={false}>
        <form onSubmit={submit}>
          <Stack>
            <SecretFields secrets={secrets} values={credentials} onChange={setCredentials} />
            {reconnect.error && <ProblemAlert error={reconnect.error} />}
            <Group justify="flex-end">
              <PressButton type="submit" isBusy={reconnect.isPending}>
                {label}
              </PressButton>
            </Group>
          </Stack>
        </form>
      </Dialog>
    </>
  );
}
