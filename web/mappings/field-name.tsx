import { Text } from '@mantine/core';
import { typeWords } from './type-words.ts';

/** The name of a field, with its type where the catalogue tells it. */
export function FieldName({ label, type }: { readonly label: string; readonly type: string | undefined }) {
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
