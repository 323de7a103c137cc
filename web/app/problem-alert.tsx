import { Alert, Button, List, Text } from '@mantine/core';
import { ApiProblem } from '../api/problem.ts';

interface Props {
  readonly error: unknown;
  readonly onRetry?: () => unknown;
}

/** The dialog over the page tells that the session has ended; once it is renewed, this would tell it for ever. */
const toldByTheDialog = new Set(['key-required', 'session-expired']);

/** What went wrong, in words, and what to do. */
export function ProblemAlert({ error, onRetry }: Props) {
  const problem = error instanceof ApiProblem ? error : undefined;
  if (problem && toldByTheDialog.has(problem.code)) return null;
  return (
    <Alert role="alert" color="red" variant="default" title={problem?.title ?? 'Something went wrong on this page'}>
      <Text size="sm">{problem?.detail ?? String(error)}</Text>
      {problem && problem.errors.length > 0 && (
        <List size="sm" mt="xs">
          {problem.errors.map(({ path, message }) => (
            <List.Item key={path}>{path === '' ? message : `${path}: ${message}`}</List.Item>
          ))}
        </List>
      )}
      <Text size="sm" fw={600} mt="xs">
        {problem?.action ?? 'Load the page again.'}
      </Text>
      {onRetry && (
        <Button mt="sm" size="xs" variant="default" onClick={() => void onRetry()}>
          Try again
        </Button>
      )}
    </Alert>
  );
}
