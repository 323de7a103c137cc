import { Alert, Anchor, List } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { MappingProblem } from '../api/answers.ts';
import { useNamed } from '../integrations/named.ts';

interface Props {
  readonly integrationId: string;
  readonly problems: readonly MappingProblem[];
}

/** What is wrong with the mappings that a run or a preview went by, each with what to do. */
export function MappingProblems({ integrationId, problems }: Props) {
  const named = useNamed(integrationId);
  if (problems.length === 0) return null;
  return (
    <Alert variant="default" title="Some field mappings need a look; everything else went on without them">
      <List size="sm">
        {problems.map(({ code, mappingId, targetField, message, action }) => (
          <List.Item key={[code, mappingId, targetField].join(' ')}>
            {named(message)} {named(action)}
          </List.Item>
        ))}
      </List>
      <Anchor
        size="sm"
        underline="always"
        renderRoot={(props) => <Link {...props} to="/integrations/$id" params={{ id: integrationId }} />}
      >
        Go to the field mappings
      </Anchor>
    </Alert>
  );
}
