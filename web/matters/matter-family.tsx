import { Paper, Stack, Table, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { MatterProfile } from '../api/answers.ts';
import { LongText } from '../app/long-text.tsx';
import { textOfHtml } from '../words/html-text.ts';
import { sizeOf } from '../words/moments.ts';
import { nameOf } from '../words/people.ts';
import { LinkState } from './link-state.tsx';

interface Props {
  readonly profile: MatterProfile;
  readonly target: string;
}

/** People, files, notes and relationships as the intake has them, each with what became of it. */
export function MatterFamily({ profile, target }: Props) {
  const { documents, notes, relationships } = profile;
  return (
    <>
      <Part title="People" head={['Name', 'Who it is', target]} isEmpty={false}>
        {[profile.client, ...profile.contacts].map((contact) => (
          <Table.Tr key={contact.id}>
            <Table.Td data-label="Name">{nameOf(contact)}</Table.Td>
            <Table.Td data-label="Who it is">{rolesOf(profile, contact.id).join(', ')}</Table.Td>
            <Table.Td data-label={target}>
              <LinkState link={contact.link} target={target} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Part>
      <Part title="Files" head={['File', 'Size', target]} isEmpty={documents.length === 0}>
        {documents.map(({ id, name, size, link }) => (
          <Table.Tr key={id}>
            <Table.Td data-label="File" className="break-anywhere">
              {name}
            </Table.Td>
            <Table.Td data-label="Size">{sizeOf(size)}</Table.Td>
            <Table.Td data-label={target}>
              <LinkState link={link} target={target} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Part>
      <Part title="Notes" head={['Note', 'Date', target]} isEmpty={notes.length === 0}>
        {notes.map(({ id, subject, body, format, date, link }) => (
          <Table.Tr key={id}>
            <Table.Td data-label="Note">
              <Text size="sm" fw={600}>
                {subject ?? 'Without a subject'}
              </Text>
              <LongText text={format === 'html' ? textOfHtml(body) : body} />
            </Table.Td>
            <Table.Td data-label="Date">{date ?? '–'}</Table.Td>
            <Table.Td data-label={target}>
              <LinkState link={link} target={target} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Part>
      <Part title="Relationships" head={['Person', 'Is to the matter', target]} isEmpty={relationships.length === 0}>
        {relationships.map(({ id, contactId, label, link }) => (
          <Table.Tr key={id}>
            <Table.Td data-label="Person">{personIn(profile, contactId)}</Table.Td>
            <Table.Td data-label="Is to the matter">{label}</Table.Td>
            <Table.Td data-label={target}>
              <LinkState link={link} target={target} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Part>
    </>
  );
}

/** What somebody is in this matter; a person may be several things. */
function rolesOf({ client, contacts, relationships }: MatterProfile, id: string): string[] {
  const employees = [client, ...contacts].filter(({ companyId }) => companyId === id);
  const roles = [
    ...(client.id === id ? ['Client'] : []),
    ...employees.map((employee) => `Company of ${nameOf(employee)}`),
    ...relationships.filter(({ contactId }) => contactId === id).map(({ label }) => label),
  ];
  return [...new Set(roles)];
}

function personIn({ client, contacts }: MatterProfile, contactId: string): string {
  const contact = [client, ...contacts].find(({ id }) => id === contactId);
  return contact ? nameOf(contact) : contactId;
}

interface PartProps {
  readonly title: string;
  readonly head: readonly string[];
  readonly isEmpty: boolean;
  readonly children: ReactNode;
}

function Part({ title, head, isEmpty, children }: PartProps) {
  return (
    <Paper withBorder p="md" component="section" aria-label={title}>
      <Stack gap="xs">
        <Title order={2} size="h4">
          {title}
        </Title>
        {isEmpty ? (
          <Text size="sm" c="dimmed">
            None.
          </Text>
        ) : (
          <Table className="stacked" aria-label={title}>
            <Table.Thead>
              <Table.Tr>
                {head.map((name) => (
                  <Table.Th key={name}>{name}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>{children}</Table.Tbody>
          </Table>
        )}
      </Stack>
    </Paper>
  );
}
