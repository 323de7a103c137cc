import { Group, Paper, Stack, Table, Text, Title } from '@mantine/core';
import type { PreviewChange } from '../api/answers.ts';
import { LongText } from '../app/long-text.tsx';
import { OutsideLink } from '../app/outside-link.tsx';
import { type Named, useNamed } from '../integrations/named.ts';
import { type TargetLabels, useTargetLabels } from '../integrations/target-labels.ts';
import { saidOnce } from '../words/field-notes.ts';
import { valueWords } from '../words/field-words.ts';
import { kindWords } from '../words/matter-words.ts';
import { actionWords } from '../words/run-words.ts';

interface Props {
  readonly integrationId: string;
  readonly changes: readonly PreviewChange[];
  readonly names: ReadonlyMap<string, string>;
  readonly target: string;
}

export function PreviewChanges({ integrationId, changes, names, target }: Props) {
  const labelOf = useTargetLabels(integrationId);
  const named = useNamed(integrationId);
  return (
    <ul className="plain-list">
      {changes.map((change) => (
        <PreviewedObject
          key={change.id}
          change={change}
          name={names.get(`${change.kind} ${change.sourceId}`) ?? change.sourceId}
          names={names}
          labelOf={labelOf}
          named={named}
          target={target}
        />
      ))}
    </ul>
  );
}

interface ObjectProps {
  readonly change: PreviewChange;
  readonly name: string;
  readonly names: ReadonlyMap<string, string>;
  readonly labelOf: TargetLabels;
  readonly named: Named;
  readonly target: string;
}

function PreviewedObject({ change, name, names, labelOf, named, target }: ObjectProps) {
  return (
    <Paper component="li" withBorder p="sm">
      <Stack gap="xs">
        <Group justify="space-between" gap="xs">
          <Title order={3} size="h6" className="break-anywhere">
            {kindWords[change.kind]}: {name}
          </Title>
          <Text size="sm" fw={600}>
            {actionWords[change.action]}
          </Text>
        </Group>
        <Text size="sm">
          {named(change.reason)}{' '}
          {change.targetUrl !== undefined && <OutsideLink href={change.targetUrl}>Open in {target}</OutsideLink>}
        </Text>
        <FieldTable {...{ change, name, names, labelOf, named }} />
      </Stack>
    </Paper>
  );
}

function FieldTable({ change, name, names, labelOf, named }: Omit<ObjectProps, 'target'>) {
  const values = change.values.filter(({ now, after }) => valueWords(now) !== valueWords(after));
  const written = values.map(({ field }) => field);
  const notes = saidOnce(change.fields);
  const remarks = notes.filter(({ field }) => !written.includes(field));
  if (written.length + remarks.length === 0) return null;
  const whyOf = (path: string): string =>
    notes
      .filter(({ field }) => field === path)
      .map(({ message }) => named(message))
      .join(' ');
  return (
    <Table className="stacked" aria-label={`Fields of ${name}`} fz="sm" layout="fixed">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Field</Table.Th>
          <Table.Th>Now</Table.Th>
          <Table.Th>Then</Table.Th>
          <Table.Th>Why</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {values.map(({ field, label, now, nowText, after, afterText, reference, mapping }) => (
          <Table.Tr key={field}>
            <Table.Td data-label="Field">{label ?? labelOf(change.kind, field)}</Table.Td>
            <Table.Td data-label="Now" className="break-anywhere">
              <LongText text={nowText ?? nowWords(now, reference)} />
            </Table.Td>
            <Table.Td data-label="Then" className="break-anywhere">
              <LongText text={afterText ?? thenWords(after, reference, names)} />
            </Table.Td>
            <Table.Td data-label="Why">
              {whyOf(field) || defaultWhy(change)} {mapping && mappingWords(mapping)}
            </Table.Td>
          </Table.Tr>
        ))}
        {remarks.map(({ key, field, message }) => (
          <Table.Tr key={key}>
            <Table.Td data-label="Field">{labelOf(change.kind, field)}</Table.Td>
            <Table.Td data-label="Now">stays</Table.Td>
            <Table.Td data-label="Then">stays</Table.Td>
            <Table.Td data-label="Why">{named(message)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

type Reference = PreviewChange['values'][number]['reference'];

/** Somebody or something that the field points to is told by name; its number in the target says nothing. */
function thenWords(after: unknown, reference: Reference, names: ReadonlyMap<string, string>): string {
  if (!reference) return valueWords(after);
  return names.get(`${reference.kind} ${reference.sourceId}`) ?? 'the one of this matter';
}

function nowWords(now: unknown, reference: Reference): string {
  return reference && now !== null && now !== undefined ? 'another one' : valueWords(now);
}

function mappingWords({ sourceLabel, locked }: NonNullable<PreviewChange['values'][number]['mapping']>): string {
  return locked ? `Basic field, from “${sourceLabel}”.` : `Your mapping, from “${sourceLabel}”.`;
}

function defaultWhy({ action }: PreviewChange): string {
  return action === 'create' ? 'New there.' : 'Changed in the source.';
}
