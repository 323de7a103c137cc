import type { TargetRecord } from '../../contracts/objects/target.ts';
import type { FieldPath, FieldValue } from '../../contracts/objects/values.ts';
import { customOperation, definitionOf } from './custom-values.ts';

/** The `data` of a request. */
export type Body = Record<string, unknown>;

/** Standard fields under their own names, custom ones as operations on the rows that the record has, if it was read. */
export function bodyOf(
  fields: readonly (readonly [FieldPath, FieldValue])[],
  wireField: (path: FieldPath, value: FieldValue) => unknown,
  read: TargetRecord | undefined,
): Body {
  const body: Body = {};
  const custom: unknown[] = [];
  for (const [path, value] of fields) {
    const definition = definitionOf(path);
    if (definition !== undefined) custom.push(customOperation(definition, value, read));
    else body[path] = wireField(path, value);
  }
  const operations = custom.filter((operation) => operation !== undefined);
  if (operations.length > 0) body.custom_field_values = operations;
  return body;
}
