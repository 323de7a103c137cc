import { MultiSelect, Select, TextInput } from '@mantine/core';
import { SearchableSelect } from '../app/searchable-select.tsx';
import type { LevelledField } from './field-choices.ts';
import type { Transform } from './mapping-answers.ts';

type Value = Extract<Transform, { kind: 'default' }>['value'];

interface Props {
  readonly field: LevelledField;
  readonly transforms: readonly Transform[];
  readonly value: Value | undefined;
  readonly onChange: (value: Value | undefined) => void;
}

const label = 'Default value';
const description = 'Taken where the value is blank. Empty: a blank stays blank.';

/** What the default has to be: what stands before it may have made a text of the value already. */
function typeBefore({ field, transforms }: Pick<Props, 'field' | 'transforms'>): string {
  const at = transforms.findIndex(({ kind }) => kind === 'default');
  const before = at === -1 ? transforms : transforms.slice(0, at);
  return before.length > 0 ? 'text' : field.type;
}

const inputTypes: Readonly<Record<string, string>> = { date: 'date', time: 'time', email: 'email', url: 'url' };
/** Nobody can be somebody by default, and a list of entries has no single value. */
const without = new Set(['contact', 'company', 'matter', 'rows', 'matter-status', 'datetime']);

/** A whole number is one in the request, too; whatever else was typed is sent as it is, and judged there. */
function valueOf(typed: string, type: string): Value | undefined {
  if (typed === '') return undefined;
  return type === 'integer' && /^-?\d{1,15}$/.test(typed) ? Number(typed) : typed;
}

/** What is taken where the source has nothing, in the form of its field. */
export function DefaultValue(props: Props) {
  const { field, value, onChange } = props;
  const type = typeBefore(props);
  const shared = { label, description, maw: 420 };
  const options = (field.options ?? []).map(({ id, label: name }) => ({ value: id, label: name }));
  if (without.has(type)) return null;
  if (type === 'boolean')
    return (
      <Select
        {...shared}
        clearable
        placeholder="None"
        data={[
          { value: 'true', label: 'Yes' },
          { value: 'false', label: 'No' },
        ]}
        value={value === undefined ? null : String(value)}
        onChange={(chosen) => onChange(chosen === null ? undefined : chosen === 'true')}
      />
    );
  if (type === 'picklist')
    return (
      <SearchableSelect
        {...shared}
        clearable
        placeholder="None"
        data={options}
        value={typeof value === 'string' ? value : null}
        onChange={(chosen) => onChange(chosen ?? undefined)}
      />
    );
  if (type === 'multipicklist')
    return (
      <MultiSelect
        {...shared}
        searchable
        data={options}
        value={Array.isArray(value) ? value : []}
        onChange={(chosen) => onChange(chosen.length === 0 ? undefined : chosen)}
      />
    );
  return (
    <TextInput
      {...shared}
      type={inputTypes[type] ?? 'text'}
      value={value === undefined ? '' : String(value)}
      onChange={({ currentTarget }) => onChange(valueOf(currentTarget.value, type))}
    />
  );
}
