import { Alert, Text } from '@mantine/core';
import type { Run } from '../api/answers.ts';

/** In the server's words stand the two hashes, which say nothing to a person. */
const titles: Readonly<Record<string, string>> = {
  'plan-changed': 'Things have changed since the preview: nothing was written',
};

/** Why a run could not go on as a whole, and what to do. */
export function RunFailure({ failure }: { readonly failure: NonNullable<Run['failure']> }) {
  return (
    <Alert variant="default" color="red" title={titles[failure.code] ?? failure.message}>
      <Text size="sm" fw={600}>
        {failure.action}
      </Text>
    </Alert>
  );
}
