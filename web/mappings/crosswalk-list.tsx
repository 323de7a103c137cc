import { Button, Stack, Table, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { MappingProblem } from '../api/answers.ts';
import { Loading } from '../app/loading.tsx';
import { ProblemAlert } from '../app/problem-alert.tsx';
import { useMayActAs } from '../app/role.ts';
import { counted } from '../words/run-words.ts';
import { CrosswalkDialog } from './crosswalk-dialog.tsx';
import { crosswalkNamesQuery, crosswalkQuery } from './crosswalk-queries.ts';
import { crosswalkTitle, isLabels } from './crosswalk-words.ts';
import type { Crosswalk } from './mapping-answers.ts';
import { ProblemNote } from './problem-note.tsx';

interface Props {
  readonly id: string;
  readonly ends: { readonly source: string; readonly target: string };
  readonly findings: readonly MappingProblem[];
}

/** Lists that do not line up: practice areas, attorneys, labels and picklists, each with what is unmatched. */
export function CrosswalkList({ id, ends, findings }: Props) {
  const { data: names, error, isPending, refetch } = useQuery(crosswalkNamesQuery(id));
  return (
    <Stack gap="xs" component="section" aria-labelledby="crosswalks">
      <Title order={3} size="h5" id="crosswalks">
        Crosswalks
      </Title>
      <Text size="sm" c="dimmed">
        Where {ends.source} and {ends.target} call the same thing by different names, a crosswalk says which is which.
      </Text>
      {error && <ProblemAlert error={error} onRetry={refetch} />}
      {isPending && !error && <Loading what="the crosswalks" />}
      {names && (
        <Table className="stacked" withTableBorder aria-label="Crosswalks">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>List</Table.Th>
              <Table.Th>Without a counterpart</Table.Th>
              <Table.Th w={160}>Values</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {names.map((name) => (
              <CrosswalkRow
                key={name}
                {...{ id, ends, name }}
                findings={findings.filter(({ crosswalk }) => crosswalk === name)}
              />
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Stack>
  );
}

function CrosswalkRow({ id, ends, name, findings }: Props & { readonly name: string }) {
  const [opened, { open, close }] = useDisclosure(false);
  const { data: crosswalk, error, refetch } = useQuery(crosswalkQuery(id, name));
  const mayChange = useMayActAs('admin');
  const title = crosswalkTitle(crosswalk ?? { name, fields: [name] });
  return (
    <Table.Tr>
      <Table.Td data-label="List">
        <div>
          <Text size="sm">{title}</Text>
          {crosswalk && !isLabels(crosswalk) && crosswalk.fields.join() !== title && (
            <Text size="xs" c="dimmed">
              {crosswalk.fields.join(', ')}
            </Text>
          )}
        </div>
      </Table.Td>
      <Table.Td data-label="Unmatched">
        <div>
          <Text size="sm">{crosswalk && unmatchedWords(crosswalk)}</Text>
          {error && <ProblemAlert error={error} onRetry={refetch} />}
          {findings.map((problem) => (
            <ProblemNote key={problem.code} problem={problem} />
          ))}
        </div>
      </Table.Td>
      <Table.Td data-label="Values">
        <Button
          size="xs"
          variant="default"
          disabled={!crosswalk}
          onClick={open}
          aria-label={`${mayChange ? 'Match values of' : 'Show values of'} ${title}`}
        >
          {mayChange ? 'Match values' : 'Show values'}
        </Button>
        {crosswalk && <CrosswalkDialog {...{ id, ends, crosswalk, opened, mayChange }} onClose={close} />}
      </Table.Td>
    </Table.Tr>
  );
}

function unmatchedWords({ unmatched, values }: Crosswalk): string {
  if (values.length === 0) return 'No record holds a value yet.';
  if (unmatched.length === 0) return 'None: every value has its place.';
  const some = unmatched.slice(0, 3).map(({ label }) => `“${label}”`);
  const rest = unmatched.length > some.length ? ' …' : '';
  return `${counted(unmatched.length, 'value')}: ${some.join(', ')}${rest}`;
}
