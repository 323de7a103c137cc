import { Group, Text } from '@mantine/core';
import { SearchableSelect } from '../app/searchable-select.tsx';
import { fieldIn, groupedFields, keyOfField, type LevelledField } from './field-choices.ts';
import { levelWords } from './level-words.ts';
import type { ChosenField } from './mapping-draft.ts';
import { typeWords } from './type-words.ts';

interface Props {
  readonly label: string;
  readonly fields: readonly LevelledField[];
  readonly value: ChosenField | undefined;
  readonly nothing: string;
  readonly onChange: (field: LevelledField | undefined) => void;
}

/** A field, found by typing; grouped by level, each with its type. */
export function FieldSelect({ label, fields, value, nothing, onChange }: Props) {
  const chosen = fieldIn(fields, value);
  const byKey = new Map(fields.map((field) => [keyOfField(field), field]));
  return (
    <SearchableSelect
      label={label}
      placeholder="Choose a field"
      clearable
      flex="1 1 240px"
      miw={0}
      maxDropdownHeight={320}
      nothingFoundMessage={nothing}
      data={groupedFields(fields)}
      value={chosen ? keyOfField(chosen) : null}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      description={chosen ? `${levelWords[chosen.level]}, ${typeWords(chosen.type)}` : 'Contact or matter field'}
      renderOption={({ option }) => (
        <Group justify="space-between" gap="xs" wrap="nowrap" w="100%">
          <span className="break-anywhere">{option.label}</span>
          <Text size="xs" c="dimmed" span className="type-beside">
            {typeWords(byKey.get(option.value)?.type ?? '')}
          </Text>
        </Group>
      )}
      onChange={(key) => onChange(key === null ? undefined : byKey.get(key))}
    />
  );
}
