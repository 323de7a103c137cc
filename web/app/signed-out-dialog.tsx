import { Modal, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { Session } from '../api/answers.ts';
import { sessionQuery } from '../api/session.ts';
import { SignInForm } from '../sign-in/sign-in-form.tsx';
import { refreshAll } from './query-client.ts';
import { noteSignedOut, useSignedOut } from './signed-out.ts';

/** Over the page as it stands: after signing in again everything typed is still there. */
export function SignedOutDialog() {
  const client = useQueryClient();
  const resume = (session: Session): Promise<void> => {
    client.setQueryData(sessionQuery.queryKey, session);
    noteSignedOut(false);
    return refreshAll(client);
  };
  return (
    <Modal
      opened={useSignedOut()}
      onClose={() => {}}
      title="You are signed out"
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      // Over whatever dialog is open: what was being done there waits under it.
      zIndex={400}
    >
      <Stack>
        <Text size="sm">
          The session has ended. Sign in again to go on where you are: what you typed is still there. If you had just
          pressed a button, press it once more then.
        </Text>
        <SignInForm onSignedIn={resume} />
      </Stack>
    </Modal>
  );
}
