import { shapeAfter } from './carry-value.ts';
import type { FieldMapping, MappingSet } from './field-mapping.ts';
import type { MappingProblemCode } from './mapping-problems.ts';
import { fitOf } from './type-table.ts';

/** The problems that keep a row from carrying anything. */
export type RowProblemCode = Extract<
  MappingProblemCode,
  | 'target-field-locked'
  | 'source-field-missing'
  | 'target-field-missing'
  | 'target-not-writable'
  | 'types-do-not-fit'
  | 'transform-broken'
>;

export interface RowProblem {
  readonly code: RowProblemCode;
  /** One sentence about this very row. */
  readonly detail: string;
}

/** Why a row cannot be carried out with the fields as they are; the same at every save, at every check and in every run. */
export function problemOfRow(
  row: FieldMapping,
  { rows, sourceFields, targetFields }: Pick<MappingSet, 'rows' | 'sourceFields' | 'targetFields'>,
): RowProblem | undefined {
  const fills = (other: FieldMapping) => other.level === row.level && other.targetField === row.targetField;
  if (!row.locked && rows.some((other) => other.locked && fills(other)))
    return { code: 'target-field-locked', detail: `It fills "${row.seen?.targetLabel ?? row.targetField}".` };
  const source = sourceFields[row.level].get(row.sourceField);
  if (!source)
    return { code: 'source-field-missing', detail: `It reads "${row.seen?.sourceLabel ?? row.sourceField}".` };
  const target = targetFields[row.level].get(row.targetField);
  if (!target)
    return { code: 'target-field-missing', detail: `It fills "${row.seen?.targetLabel ?? row.targetField}".` };
  if (!target.writable) return { code: 'target-not-writable', detail: `It fills "${target.label}".` };
  const shape = shapeAfter(row, source, sourceFields[row.level]);
  if ('problem' in shape) return { code: 'transform-broken', detail: shape.problem };
  const fit = fitOf(shape.type, target.type);
  return fit.fits ? undefined : { code: 'types-do-not-fit', detail: fit.reason };
}
