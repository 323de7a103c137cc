import { Stack, Table, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemAlert } from '../app/problem-alert.tsx';
import { SearchableSelect } from '../app/searchable-select.tsx';
import { matterQuery, mattersQuery } from '../matters/matter-queries.ts';
import { valueWords } from '../words/field-words.ts';
import { namesIn } from '../words/people.ts';
import type { LevelledField } from './field-choices.ts';
import type { Tried } from './mapping-answers.ts';
import { completed, type MappingDraft } from './mapping-draft.ts';
import { tryQuery } from './mapping-queries.ts';

interface Props {
  readonly id: string;
  readonly target: string;
  readonly sources: readonly LevelledField[];
  readonly draft: MappingDraft;
}

/** Typing goes on; the server is asked when it rests. */
const restMs = 300;

/**
 * Has the server judge a draft on a real matter as soon as both fields are chosen: a refusal is shown at once, and what
 * the matter would get to whoever opens it. Nothing is saved or written.
 */
export function TryMapping({ id, target, sources, draft }: Props) {
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<string>();
  const [q] = useDebouncedValue(search, restMs);
  const [settled] = useDebouncedValue(draft, restMs);
  const wanted = completed(settled);
  const matters = useQuery(mattersQuery(id, q === '' ? {} : { q }));
  const first = useQuery(mattersQuery(id, {})).data?.items[0];
  const matterId = chosen ?? first?.id;
  const tried = useQuery(tryQuery(id, wanted, matterId));
  if (!completed(draft)) return null;
  const listed = matters.data?.items ?? [];
  const known = [...listed, ...(first && !listed.some((one) => one.id === first.id) ? [first] : [])];
  const choices = known.map((matter) => ({ value: matter.id, label: matter.title }));
  return (
    <Stack gap="xs">
      {tried.error && <ProblemAlert error={tried.error} />}
      {matters.error && <ProblemAlert error={matters.error} />}
      {matterId === undefined ? (
        <Text size="sm" c="dimmed">
          There is no matter yet to try it on.
        </Text>
      ) : (
        <details>
          <summary>Try it on a matter</summary>
          <Stack gap="sm" mt="xs">
            <SearchableSelect
              label="Matter"
              maw={420}
              allowDeselect={false}
              nothingFoundMessage="No matter fits."
              data={choices}
              // The server has searched already, by more than the title.
              filter={({ options }) => options}
              value={matterId}
              onSearchChange={(typed) => setSearch(choices.some(({ label }) => label === typed) ? '' : typed)}
              onChange={(value) => setChosen(value ?? undefined)}
            />
            {tried.data && <Outcome {...{ id, matterId, target, sources, draft: settled }} tried={tried.data} />}
          </Stack>
        </details>
      )}
    </Stack>
  );
}

interface OutcomeProps extends Props {
  readonly matterId: string;
  readonly tried: readonly Tried[];
}

function Outcome({ id, matterId, target, sources, draft, tried }: OutcomeProps) {
  // For names only; until they are there, ids are shown.
  const { data: profile } = useQuery(matterQuery(id, matterId));
  const names = profile ? namesIn(profile) : new Map<string, string>();
  const options = sources.find(
    ({ level, path }) => level === draft.source?.level && path === draft.source.path,
  )?.options;
  const nameOf = (kind: string, sourceId: string): string => names.get(`${kind} ${sourceId}`) ?? sourceId;
  const said = (value: unknown): string => {
    const key = typeof value === 'string' ? value : undefined;
    const label = options?.find((option) => option.id === key)?.label;
    return label ?? names.get(`contact ${key}`) ?? valueWords(value);
  };
  return (
    <Table className="stacked" aria-label="What it would get" fz="sm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Record</Table.Th>
          <Table.Th>In the source</Table.Th>
          <Table.Th>{target} would get</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {tried.map(({ kind, sourceId, source, after, afterText, notes }) => (
          <Table.Tr key={`${kind} ${sourceId}`}>
            <Table.Td data-label="Record">{nameOf(kind, sourceId)}</Table.Td>
            <Table.Td data-label="In the source">
              {Array.isArray(source) ? source.map(said).join(', ') || '–' : said(source)}
            </Table.Td>
            <Table.Td data-label={`${target} would get`}>
              <Text size="sm" span fw={600}>
                {afterText ?? said(after)}
              </Text>
              {notes.map(({ code, message }) => (
                <Text key={code} size="xs" c="dimmed">
                  {message}
                </Text>
              ))}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
