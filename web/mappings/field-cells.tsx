import { Table, Text } from '@mantine/core';
import type { Mapping } from '../api/answers.ts';
import type { FieldOf } from './mapping-lists.tsx';
import { typeWords } from './type-words.ts';

interface Props {
  readonly ends: { readonly source: string; readonly target: string };
  readonly row: Mapping;
  readonly fieldOf: FieldOf;
}

/** The two fields of a mapping, each in its cell. */
export function FieldCells({ ends, row, fieldOf }: Props) {
  const { level, sourceField, sourceLabel, targetField, targetLabel } = row;
  return (
    <>
      <Table.Td data-label={ends.source}>
        <FieldName label={sourceLabel} type={fieldOf('source', level, sourceField)?.type} />
      </Table.Td>
      <Table.Td data-label={ends.target}>
        <FieldName label={targetLabel} type={fieldOf('target', level, targetField)?.type} />
      </Table.Td>
    </>
  );
}

/** The name of a field, with its type where the catalogue tells it. */
function FieldName({ label, type }: { readonly label: string; readonly type: string | undefined }) {
  return (
    <Text size="sm" span>
      {label}
      {type !== undefined && (
        <Text size="xs" span className="field-type">
          {' '}
          {typeWords(type)}
        </Text>
      )}
    </Text>
  );
}
