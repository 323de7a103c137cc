import { Checkbox, Table, Text, TextInput } from '@mantine/core';
import { SearchableSelect } from '../app/searchable-select.tsx';
import { counted } from '../words/run-words.ts';
import { type CrosswalkDraft, type CrosswalkLine, leadsTo, withChoice } from './crosswalk-draft.ts';
import { isLabels, matchedWords } from './crosswalk-words.ts';
import type { Crosswalk } from './mapping-answers.ts';

interface Props {
  readonly ends: { readonly source: string; readonly target: string };
  readonly crosswalk: Crosswalk;
  readonly lines: readonly CrosswalkLine[];
  readonly draft: CrosswalkDraft;
  readonly disabled: boolean;
  readonly onChange: (draft: CrosswalkDraft) => void;
}

/** Every value that the source holds, and what it becomes. */
export function CrosswalkValues({ ends, crosswalk, lines, draft, disabled, onChange }: Props) {
  return (
    <Table className="stacked" aria-label="Values" verticalSpacing="xs">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>In {ends.source}</Table.Th>
          <Table.Th>Becomes in {ends.target}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {lines.map((line) => (
          <Table.Tr key={line.from}>
            <Table.Td data-label={ends.source}>
              <div>
                <Text size="sm" className="break-anywhere" fw={line.isUnmatched ? 600 : 400}>
                  {line.label}
                </Text>
                <Text size="xs" c="dimmed">
                  {line.count === 0 ? 'in no record now' : counted(line.count, 'record')}
                  {line.isUnmatched && ', no counterpart yet'}
                </Text>
              </div>
            </Table.Td>
            <Table.Td data-label={ends.target}>
              <Counterpart
                crosswalk={crosswalk}
                line={line}
                to={leadsTo(line, draft)}
                disabled={disabled}
                onChange={(to) => onChange(withChoice(draft, line.from, to))}
              />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

interface CounterpartProps {
  readonly crosswalk: Crosswalk;
  readonly line: CrosswalkLine;
  readonly to: string | null | undefined;
  readonly disabled: boolean;
  readonly onChange: (to: string | null | undefined) => void;
}

function Counterpart(props: CounterpartProps) {
  const { crosswalk, line } = props;
  if (line.matched) {
    const { to, by } = line.matched;
    const label = crosswalk.options.find(({ id }) => id === to)?.label ?? to;
    return (
      <Text size="sm">
        {label}{' '}
        <Text size="xs" c="dimmed" span>
          {by && matchedWords[by]}
        </Text>
      </Text>
    );
  }
  return isLabels(crosswalk) ? <LabelChoice {...props} /> : <OptionChoice {...props} />;
}

const byPolicy = 'policy';
const onPurpose = 'empty';

function OptionChoice({ crosswalk, line, to, disabled, onChange }: CounterpartProps) {
  const options = crosswalk.options.map(({ id, label }) => ({ value: `to ${id}`, label }));
  const isGone = typeof to === 'string' && !crosswalk.options.some(({ id }) => id === to);
  const choose = (chosen: string | null): void => {
    if (chosen === onPurpose) onChange(null);
    else onChange(chosen === null || chosen === byPolicy ? undefined : chosen.slice('to '.length));
  };
  return (
    <SearchableSelect
      aria-label={`${line.label} becomes`}
      allowDeselect={false}
      nothingFoundMessage="No such choice."
      disabled={disabled}
      error={isGone && 'The choice that was taken is gone. Choose another one.'}
      data={[{ value: byPolicy, label: 'As above' }, { value: onPurpose, label: 'Leave empty on purpose' }, ...options]}
      value={choiceOf(to, isGone)}
      onChange={choose}
    />
  );
}

function choiceOf(to: string | null | undefined, isGone: boolean): string | null {
  if (isGone) return null;
  if (to === undefined) return byPolicy;
  return to === null ? onPurpose : `to ${to}`;
}

/** A label is free text in the target. */
function LabelChoice({ line, to, disabled, onChange }: CounterpartProps) {
  return (
    <div className="label-choice">
      <TextInput
        aria-label={`${line.label} becomes`}
        placeholder="As above"
        disabled={disabled || to === null}
        value={to ?? ''}
        onChange={({ currentTarget: { value } }) => onChange(value === '' ? undefined : value)}
      />
      <Checkbox
        aria-label={`Leave ${line.label} empty on purpose`}
        label="Leave empty on purpose"
        disabled={disabled}
        checked={to === null}
        onChange={({ currentTarget }) => onChange(currentTarget.checked ? null : undefined)}
      />
    </div>
  );
}
