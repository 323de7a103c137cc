import { Alert, Text } from '@mantine/core';
import type { Run } from '../api/answers.ts';

/** Why a run could not go on as a whole, and what to do. */
export function RunFailure({ failure }: { readonly failure: NonNullable<Run['failure']> }) {
  return (
    <Alert variant="default" color="red" title={failure.message}>
      <Text size="sm" fw={600}>
        {failure.action}
      </Text>
    </Alert>
  );
}
