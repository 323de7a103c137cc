import { Alert, Text } from '@mantine/core';
import type { Run } from '../api/answers.ts';
import { useNamed } from '../integrations/named.ts';
import { failureWords } from '../words/failure-words.ts';

interface Props {
  readonly integrationId: string;
  readonly failure: NonNullable<Run['failure']>;
}

/** Why a run could not go on as a whole, and what to do. */
export function RunFailure({ integrationId, failure }: Props) {
  const named = useNamed(integrationId);
  return (
    <Alert variant="default" color="red" title={named(failureWords(failure))}>
      <Text size="sm" fw={600}>
        {named(failure.action)}
      </Text>
    </Alert>
  );
}
