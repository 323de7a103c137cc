import { Autocomplete, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
import { DefaultValue } from './default-value.tsx';
import { fieldIn, type LevelledField } from './field-choices.ts';
import type { Transform, TransformKind } from './mapping-answers.ts';
import { type MappingDraft, withTransform } from './mapping-draft.ts';
import { TemplateField } from './template-field.tsx';

interface Props {
  readonly sources: readonly LevelledField[];
  readonly draft: MappingDraft;
  readonly onChange: (draft: MappingDraft) => void;
}

const formats = ['MM/dd/yyyy', 'MMMM d, yyyy', 'd MMMM yyyy', 'EEEE, MMMM d, yyyy', 'yyyy-MM-dd'];

function found<Kind extends TransformKind>(transforms: readonly Transform[], kind: Kind) {
  return transforms.find((one): one is Extract<Transform, { kind: Kind }> => one.kind === kind);
}

/** What can be done to a value on its way; only what makes sense for the source field is offered. */
export function TransformFields({ sources, draft, onChange }: Props) {
  const { transforms, source } = draft;
  const field = fieldIn(sources, source);
  if (!field) return <Text size="sm">Choose the source field first.</Text>;
  const set = (kind: TransformKind, transform: Transform | undefined) =>
    onChange({ ...draft, transforms: withTransform(transforms, kind, transform) });
  const template = found(transforms, 'template');
  const join = found(transforms, 'join');
  const dateFormat = found(transforms, 'date-format');
  const isPlain = template === undefined;
  return (
    <Stack gap="sm">
      <TemplateField
        fields={sources.filter(({ level }) => level === field.level)}
        value={template?.template ?? ''}
        onChange={(text) => set('template', text === '' ? undefined : { kind: 'template', template: text })}
      />
      {(join || (isPlain && field.type === 'multipicklist')) && (
        <JoinField join={join} onChange={(next) => set('join', next)} />
      )}
      {(dateFormat || (isPlain && ['date', 'datetime'].includes(field.type))) && (
        <Autocomplete
          label="Written as"
          description="As text: made of yyyy MM dd, MMM or MMMM for the name of the month, EEEE for the day, HH mm. Empty: as it is."
          placeholder="MMMM d, yyyy"
          maw={420}
          data={formats}
          value={dateFormat?.format ?? ''}
          onChange={(format) => set('date-format', format === '' ? undefined : { kind: 'date-format', format })}
        />
      )}
      <DefaultValue
        field={field}
        transforms={transforms}
        value={found(transforms, 'default')?.value}
        onChange={(value) => set('default', value === undefined ? undefined : { kind: 'default', value })}
      />
    </Stack>
  );
}

type Join = Extract<Transform, { kind: 'join' }>;

function JoinField({ join, onChange }: { join: Join | undefined; onChange: (join: Join | undefined) => void }) {
  return (
    <Group gap="md" align="end">
      <Checkbox
        label="Join the choices by something other than a comma"
        checked={join !== undefined}
        onChange={({ currentTarget }) =>
          onChange(currentTarget.checked ? { kind: 'join', separator: '; ' } : undefined)
        }
      />
      {join && (
        <TextInput
          label="Between the choices"
          maw={160}
          value={join.separator}
          onChange={({ currentTarget }) => onChange({ kind: 'join', separator: currentTarget.value })}
        />
      )}
    </Group>
  );
}
