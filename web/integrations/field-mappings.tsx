import '../mappings/mappings.css';
import { Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Loading } from '../app/loading.tsx';
import { ProblemAlert } from '../app/problem-alert.tsx';
import { useMayActAs } from '../app/role.ts';
import { AddMapping } from '../mappings/add-mapping.tsx';
import { CheckMappings } from '../mappings/check-mappings.tsx';
import { CrosswalkList } from '../mappings/crosswalk-list.tsx';
import { ExportSetup } from '../mappings/export-setup.tsx';
import { ImportSetup } from '../mappings/import-setup.tsx';
import { MappingLists } from '../mappings/mapping-lists.tsx';
import { checkQuery } from '../mappings/mapping-queries.ts';
import { MappingSuggestions } from '../mappings/mapping-suggestions.tsx';
import { mappingsQuery } from './integration-queries.ts';

interface Props {
  readonly id: string;
  readonly source: string;
  readonly target: string;
}

/** Which field goes into which. */
export function FieldMappings({ id, source, target }: Props) {
  const { data: rows, error, isPending, refetch } = useQuery(mappingsQuery(id));
  const { data: check } = useQuery(checkQuery(id));
  const mayChange = useMayActAs('admin');
  const ends = { source, target };
  const findings = check?.items ?? [];
  return (
    <Stack component="section" aria-labelledby="field-mappings">
      <Group justify="space-between">
        <Title order={2} size="h3" id="field-mappings" tabIndex={-1} className="page-title">
          Field mappings
        </Title>
        <Group gap="xs">
          <ExportSetup id={id} />
          {mayChange && <ImportSetup id={id} target={target} />}
        </Group>
      </Group>
      <Text size="sm" c="dimmed">
        Choose a field, and the field of {target} that it fills. From the next sync on it goes along.
      </Text>
      {error && <ProblemAlert error={error} onRetry={refetch} />}
      {isPending && <Loading what="the field mappings" />}
      {rows && (
        <>
          {mayChange && <AddMapping {...{ id, ends, rows }} />}
          {mayChange && <MappingSuggestions id={id} />}
          <CheckMappings id={id} />
          <MappingLists {...{ id, ends, rows, findings }} />
          <CrosswalkList {...{ id, ends, findings }} />
        </>
      )}
    </Stack>
  );
}
