import { Anchor, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Run } from '../api/answers.ts';
import { StateBadge } from '../app/state-badge.tsx';
import { useMatterTitles } from '../matters/matter-titles.ts';
import { failureWords } from '../words/failure-words.ts';
import { momentOf } from '../words/moments.ts';
import { purposeOf, requestsInWords, statusWords } from '../words/run-words.ts';
import { MatterName } from './matter-name.tsx';

/** Runs, newest first. */
export function RunTable({ runs, isOld = false }: { readonly runs: readonly Run[]; readonly isOld?: boolean }) {
  const titleOf = useMatterTitles(runs);
  return (
    <Table className="stacked" aria-label="Runs" aria-busy={isOld} verticalSpacing="sm" highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Run</Table.Th>
          <Table.Th>Matter</Table.Th>
          <Table.Th>Status</Table.Th>
          <Table.Th>Requests</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {runs.map((run) => (
          <Table.Tr key={run.id}>
            <Table.Td data-label="Run">
              <Anchor fw={600} renderRoot={(props) => <Link {...props} to="/runs/$id" params={{ id: run.id }} />}>
                {purposeOf(run)}, {momentOf(run.createdAt)}
              </Anchor>
            </Table.Td>
            <Table.Td data-label="Matter">
              <MatterName of={run} title={titleOf(run)} />
            </Table.Td>
            <Table.Td data-label="Status">
              <StateBadge state={run.status}>{statusWords[run.status]}</StateBadge>
              {run.failure && <Text size="sm">{failureWords(run.failure)}</Text>}
            </Table.Td>
            <Table.Td data-label="Requests">
              <Text size="sm" span>
                {requestsInWords(run.requests)}
              </Text>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
