import { Alert, Text } from '@mantine/core';
import type { Connection } from '../api/answers.ts';

interface Told {
  readonly title: string;
  readonly action: string;
}

/**
 * What became of the way to a system and back, told by its code. Never by the text in the address: anybody can send
 * somebody a link with any text in it.
 */
const outcomes: Readonly<Record<string, Told>> = {
  'state-invalid': { title: 'This way back is not valid any more', action: 'Press Connect again, in this browser.' },
  'authorization-declined': {
    title: 'The access was not allowed there',
    action: 'Press Connect again and allow the access, or ask somebody who may.',
  },
  'account-already-connected': {
    title: 'That account is connected already',
    action: 'Use the connection that is listed below. If it says Disconnected, press Reconnect there.',
  },
  'account-differs': {
    title: 'That was another account',
    action: 'Press Reconnect again and sign in there to the account that is named below.',
  },
  'target-unavailable': {
    title: 'The system could not be reached',
    action: 'Wait a moment, then press Connect again.',
  },
  'connection-not-ready': {
    title: 'The system did not accept the access that it had just given',
    action: 'Press Connect again; if it happens again, check the user rights there.',
  },
};

const unknown: Told = { title: 'The connection did not come about', action: 'Press Connect again.' };

interface Props {
  readonly connected?: string;
  readonly error?: string;
  readonly connections: readonly Connection[] | undefined;
}

export function ConnectOutcome({ connected, error, connections = [] }: Props) {
  if (error !== undefined) {
    const { title, action } = outcomes[error] ?? unknown;
    return (
      <Alert role="alert" color="red" variant="default" title={title}>
        <Text size="sm" fw={600}>
          {action}
        </Text>
      </Alert>
    );
  }
  // The address alone proves nothing, and it stays when the connection is given up.
  if (!connections.some(({ id, status }) => id === connected && status === 'connected')) return null;
  return (
    <Alert role="status" variant="default" title="The system is connected">
      <Text size="sm">Casebridge can reach the account now.</Text>
    </Alert>
  );
}
