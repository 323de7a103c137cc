import { Badge, Stack, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Field, Mapping } from '../api/answers.ts';
import { Loading } from '../app/loading.tsx';
import { ProblemAlert } from '../app/problem-alert.tsx';
import { fieldWords } from '../words/field-words.ts';
import { fieldsQuery, mappingsQuery } from './integration-queries.ts';

interface Props {
  readonly id: string;
  readonly source: string;
  readonly target: string;
}

const levels = [
  { level: 'contact', title: 'Contacts' },
  { level: 'matter', title: 'Matters' },
] as const;

/** Which field goes into which. */
export function FieldMappings({ id, source, target }: Props) {
  const mappings = useQuery(mappingsQuery(id));
  return (
    <Stack component="section" aria-labelledby="field-mappings">
      <Title order={2} size="h3" id="field-mappings">
        Field mappings
      </Title>
      <Text size="sm" c="dimmed">
        Basic fields come mapped. Their rows are gray and locked: nobody can edit, remove or shadow them.
      </Text>
      {mappings.error && <ProblemAlert error={mappings.error} onRetry={mappings.refetch} />}
      {mappings.isPending && <Loading what="the field mappings" />}
      {mappings.data &&
        levels.map(({ level, title }) => (
          <Stack key={level} gap="xs">
            <Title order={3} size="h5">
              {title}
            </Title>
            <MappingTable {...{ id, source, target, level, title }} rows={mappings.data} />
          </Stack>
        ))}
    </Stack>
  );
}

type TableProps = Props & {
  readonly level: Mapping['level'];
  readonly title: string;
  readonly rows: readonly Mapping[];
};

function MappingTable({ id, source, target, level, title, rows }: TableProps) {
  const sourceFields = useQuery(fieldsQuery(id, 'source', level));
  const targetFields = useQuery(fieldsQuery(id, 'target', level));
  return (
    <Table className="stacked" withTableBorder aria-label={`Field mappings of ${title.toLowerCase()}`}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{source}</Table.Th>
          <Table.Th>{target}</Table.Th>
          <Table.Th>State</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows
          .filter((row) => row.level === level)
          .map((row) => (
            <Table.Tr key={row.id} {...(row.locked && { className: 'locked-row' })}>
              <Table.Td data-label={source}>
                <FieldName path={row.sourceField} fields={sourceFields.data} />
              </Table.Td>
              <Table.Td data-label={target}>
                <FieldName path={row.targetField} fields={targetFields.data} />
              </Table.Td>
              <Table.Td data-label="State">
                {row.locked && (
                  <Badge variant="default" tt="none" radius="sm">
                    Locked
                  </Badge>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
      </Table.Tbody>
    </Table>
  );
}

/** The label of the catalogue where there is one, and the type. */
function FieldName({ path, fields }: { readonly path: string; readonly fields: readonly Field[] | undefined }) {
  const field = fields?.find((one) => one.path === path);
  return (
    <Text size="sm" span>
      {field?.label ?? fieldWords(path)}
      {field && (
        <Text size="xs" c="dimmed" span>
          {' '}
          {field.type === 'rows' ? 'list' : field.type}
        </Text>
      )}
    </Text>
  );
}
