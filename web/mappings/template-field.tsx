import { Group, Text, Textarea } from '@mantine/core';
import { useRef } from 'react';
import { SearchableSelect } from '../app/searchable-select.tsx';
import type { LevelledField } from './field-choices.ts';
import { templateWords } from './template-words.ts';

interface Props {
  readonly fields: readonly LevelledField[];
  readonly value: string;
  readonly onChange: (template: string) => void;
}

/** One text of several fields. Fields are inserted where the cursor stands, since nobody knows their paths by heart. */
export function TemplateField({ fields, value, onChange }: Props) {
  const labels = new Map(fields.map(({ path, label }) => [path, label]));
  const input = useRef<HTMLTextAreaElement>(null);
  const insert = (path: string): void => {
    const { selectionStart: from = value.length, selectionEnd: to = value.length } = input.current ?? {};
    onChange(`${value.slice(0, from)}{${path}}${value.slice(to)}`);
    input.current?.focus();
  };
  return (
    <div>
      <Group align="start" gap="md">
        <Textarea
          ref={input}
          label="Template"
          description="One text of several fields, in place of the source field alone."
          placeholder="{last_name}, {first_name}"
          autosize
          minRows={1}
          flex="2 1 260px"
          value={value}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
        <SearchableSelect
          label="Insert a field"
          description="Where the cursor stands in the template."
          placeholder="Choose a field"
          flex="1 1 200px"
          data={fields.filter(({ type }) => type !== 'rows').map(({ path, label }) => ({ value: path, label }))}
          value={null}
          onChange={(path) => {
            if (path !== null) insert(path);
          }}
        />
      </Group>
      {value !== '' && (
        <Text size="xs" c="dimmed" mt={4} className="break-anywhere">
          Reads: {templateWords(value, (path) => labels.get(path) ?? path)}
        </Text>
      )}
    </div>
  );
}
