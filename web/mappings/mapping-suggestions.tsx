import { Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { PressButton } from '../app/press-button.tsx';
import { ProblemAlert } from '../app/problem-alert.tsx';
import { focusHeading } from './focus-heading.ts';
import { levelWords } from './level-words.ts';
import type { Suggestion } from './mapping-answers.ts';
import { useMappingEdits } from './mapping-edits.ts';
import { suggestionsQuery } from './mapping-queries.ts';
import { mappingName } from './mapping-words.ts';

const heading = 'suggested-mappings';

/** Pairs that may belong together. None counts before somebody accepts it. */
export function MappingSuggestions({ id }: { readonly id: string }) {
  const { data: suggestions = [], error, refetch } = useQuery(suggestionsQuery(id));
  const { accept } = useMappingEdits(id);
  const take = (some: readonly Suggestion[]) =>
    accept.mutate(some, {
      onSettled: () => focusHeading(suggestions.length > some.length ? heading : 'field-mappings'),
    });
  if (error) return <ProblemAlert error={error} onRetry={refetch} />;
  if (suggestions.length === 0) return accept.error ? <ProblemAlert error={accept.error} /> : null;
  return (
    <Paper withBorder p="md" component="section" aria-labelledby={heading}>
      <Stack gap="xs">
        <Group justify="space-between">
          <Title order={3} size="h5" id={heading} tabIndex={-1} className="page-title">
            Suggestions
          </Title>
          {suggestions.length > 1 && (
            <PressButton size="xs" variant="default" isBusy={accept.isPending} onClick={() => take(suggestions)}>
              Accept all {suggestions.length}
            </PressButton>
          )}
        </Group>
        <Text size="sm" c="dimmed">
          Fields that may belong together, by their names, types and choices. Nothing is mapped until you accept it.
        </Text>
        {accept.error && <ProblemAlert error={accept.error} />}
        <ul className="plain-list">
          {suggestions.map((one) => (
            <SuggestionLine
              key={`${one.level} ${one.sourceField} ${one.targetField}`}
              suggestion={one}
              isBusy={accept.isPending}
              onAccept={() => take([one])}
            />
          ))}
        </ul>
      </Stack>
    </Paper>
  );
}

interface LineProps {
  readonly suggestion: Suggestion;
  readonly isBusy: boolean;
  readonly onAccept: () => void;
}

function SuggestionLine({ suggestion, isBusy, onAccept }: LineProps) {
  const { level, score, reason, replaces } = suggestion;
  return (
    <li className="suggestion">
      <div>
        <Group gap="xs">
          <Text size="sm" fw={600} className="break-anywhere">
            {mappingName(suggestion)}
          </Text>
          <Badge variant="default" tt="none" radius="sm" fw={500}>
            {scoreWords(score)}
          </Badge>
        </Group>
        <Text size="sm" c="dimmed">
          {levelWords[level]}. {reason}
          {replaces !== undefined && ' It would mend the mapping whose field is gone.'}
        </Text>
      </div>
      <Button
        size="xs"
        variant="default"
        disabled={isBusy}
        onClick={onAccept}
        aria-label={`Accept ${mappingName(suggestion)}`}
      >
        Accept
      </Button>
    </li>
  );
}

function scoreWords(score: number): string {
  if (score >= 0.85) return 'Very likely';
  return score >= 0.7 ? 'Likely' : 'Perhaps';
}
