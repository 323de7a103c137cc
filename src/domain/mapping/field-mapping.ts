import type { LockedMapping, TargetField } from '../../../contracts/mappings.ts';
import type { FieldLevel, FieldPath } from '../../../contracts/objects/values.ts';

/** One row of an integration's mappings, as the planner applies it. */
export type FieldMapping = LockedMapping;

/** Everything that says which source field goes where, as of one moment. */
export interface MappingSet {
  readonly rows: readonly FieldMapping[];
  readonly targetFields: Readonly<Record<FieldLevel, ReadonlyMap<FieldPath, TargetField>>>;
}

/** The target field that a source field is mapped to by default; the planner's way to a field's meaning. */
export function targetFieldOf(
  rows: readonly FieldMapping[],
  level: FieldLevel,
  sourceField: FieldPath,
): FieldPath | undefined {
  return rows.find((row) => row.level === level && row.sourceField === sourceField)?.targetField;
}
