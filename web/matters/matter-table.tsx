import { Anchor, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ListedMatter } from '../api/answers.ts';
import { OutsideLink } from '../app/outside-link.tsx';
import { StateBadge } from '../app/state-badge.tsx';
import { matterStatusWords, stateWords } from '../words/matter-words.ts';

interface Props {
  readonly integrationId: string;
  readonly matters: readonly ListedMatter[];
  readonly target: string;
  /** The page before, while the next one is on its way. */
  readonly isOld: boolean;
}

export function MatterTable({ integrationId, matters, target, isOld }: Props) {
  return (
    <Table className="stacked" aria-label="Matters" aria-busy={isOld} verticalSpacing="sm" highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Matter</Table.Th>
          <Table.Th>Client</Table.Th>
          <Table.Th>Status</Table.Th>
          <Table.Th>Sync state</Table.Th>
          <Table.Th>{target}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {matters.map(({ id, title, clientName, status, state, link }) => (
          <Table.Tr key={id}>
            <Table.Td data-label="Matter">
              <Anchor
                fw={600}
                renderRoot={(props) => (
                  <Link {...props} to="/matters/$integrationId/$matterId" params={{ integrationId, matterId: id }} />
                )}
              >
                {title}
              </Anchor>
            </Table.Td>
            <Table.Td data-label="Client">{clientName}</Table.Td>
            <Table.Td data-label="Status">
              <Text size="sm" span>
                {matterStatusWords[status]}
              </Text>
            </Table.Td>
            <Table.Td data-label="Sync state">
              <StateBadge state={state}>{stateWords[state]}</StateBadge>
            </Table.Td>
            <Table.Td data-label={target}>
              {link?.url !== undefined && <OutsideLink href={link.url}>Open in {target}</OutsideLink>}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
