import { Paper, Stack, Table, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { MatterProfile } from '../api/answers.ts';
import { OutsideLink } from '../app/outside-link.tsx';
import { momentOf, sizeOf } from '../words/moments.ts';
import { nameOf } from '../words/people.ts';

type Link = NonNullable<MatterProfile['matter']['link']>;

const linkWords: Readonly<Record<Link['state'], string>> = {
  synced: 'Synced',
  uploading: 'On its way',
  'deleted-in-target': 'Deleted there',
};

/** What became of an object in the target. */
export function LinkState({ link, target }: { readonly link: Link | undefined; readonly target: string }) {
  if (!link) return <Text size="sm" c="dimmed">{`Not in ${target}`}</Text>;
  return (
    <Text size="sm">
      {linkWords[link.state]} {momentOf(link.syncedAt)}{' '}
      {link.url !== undefined && <OutsideLink href={link.url}>Open in {target}</OutsideLink>}
    </Text>
  );
}

interface Props {
  readonly profile: MatterProfile;
  readonly target: string;
}

/** Files, notes and relationships as the intake has them, each with what became of it. */
export function MatterFamily({ profile, target }: Props) {
  const { documents, notes, relationships } = profile;
  return (
    <>
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
              <Text size="sm" className="long-text break-anywhere">
                {format === 'html' ? textOfHtml(body) : body}
              </Text>
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

function personIn({ client, contacts }: MatterProfile, contactId: string): string {
  const contact = [client, ...contacts].find(({ id }) => id === contactId);
  return contact ? nameOf(contact) : contactId;
}

/** The words of a note without its tags; the document that they are read in runs no script and loads nothing. */
function textOfHtml(html: string): string {
  return new DOMParser().parseFromString(html, 'text/html').body.textContent;
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
