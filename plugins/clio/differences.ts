import type { Draft, TargetRecord } from '../../contracts/objects/target.ts';
import type { FieldPath, FieldValue } from '../../contracts/objects/values.ts';
import { definitionOf, isUnreadable, sameCustomValue } from './custom-values.ts';
import type { Definitions } from './definitions.ts';
import { rowKindOf } from './row-kinds.ts';
import { holdsRows } from './rows.ts';
import { sameLine } from './text-forms.ts';

/** Fields of a contact's or matter's draft that the record does not hold; what cannot be seen is not judged. */
export function recordDifferences(desired: Draft, actual: TargetRecord, definitions: Definitions): FieldPath[] {
  const isHidden = (path: FieldPath) => isUnreadable(actual, path);
  const fields = Object.entries(desired.fields).filter(
    ([path, value]) => !isHidden(path) && !sameField(path, value, actual.fields[path], definitions),
  );
  const rows = Object.entries(desired.rows).filter(([path, wanted]) => {
    const kind = rowKindOf(path);
    return !isHidden(path) && (kind === undefined || !holdsRows(kind, wanted, actual.rows[path] ?? []));
  });
  return [...fields, ...rows].map(([path]) => path);
}

function sameField(
  path: FieldPath,
  wanted: FieldValue,
  held: FieldValue | undefined,
  definitions: Definitions,
): boolean {
  const definition = definitionOf(path);
  return definition === undefined
    ? sameLine(wanted, held)
    : sameCustomValue(definitions.typeOf(definition), wanted, held);
}
