import type {
  LockedMapping,
  SourceField,
  SourceFieldType,
  TargetField,
  TargetFieldType,
} from '../../../contracts/mappings.ts';
import type { FieldLevel, FieldPath } from '../../../contracts/objects/values.ts';
import type { Crosswalk } from './crosswalk.ts';
import type { Transform } from './transform.ts';

/** One row of an integration's mappings, as the API lists it and the planner applies it. */
export interface FieldMapping {
  /** `locked:<level>:<targetField>` for a row that ships with the target's plugin. */
  readonly id: string;
  readonly level: FieldLevel;
  readonly sourceField: FieldPath;
  readonly targetField: FieldPath;
  readonly locked: boolean;
  readonly transforms: readonly Transform[];
  /** A blank source value blanks what we wrote in the target. */
  readonly eraseBlank: boolean;
  /** The two fields as they were when the row was saved; absent for locked rows. */
  readonly seen?: SeenFields;
}

/** By these a field that was deleted and made anew is recognised, and a changed type is told. */
export interface SeenFields {
  readonly sourceLabel: string;
  readonly sourceType: SourceFieldType;
  readonly targetLabel: string;
  readonly targetType: TargetFieldType;
}

/** The rows that a firm made and its crosswalks, as a run takes them when it starts. */
export interface MappingSnapshot {
  /** Counts the edits of rows and crosswalks. */
  readonly revision: number;
  readonly rows: readonly FieldMapping[];
  readonly crosswalks: readonly Crosswalk[];
}

export type FieldsByPath<Field> = Readonly<Record<FieldLevel, ReadonlyMap<FieldPath, Field>>>;

/** Everything that says which source field goes where, as of one moment: locked rows, the firm's own, and all fields. */
export interface MappingSet {
  readonly rows: readonly FieldMapping[];
  readonly crosswalks: readonly Crosswalk[];
  readonly sourceFields: FieldsByPath<SourceField>;
  readonly targetFields: FieldsByPath<TargetField>;
}

export function lockedRow({ level, sourceField, targetField }: LockedMapping): FieldMapping {
  return {
    id: `locked:${level}:${targetField}`,
    level,
    sourceField,
    targetField,
    locked: true,
    transforms: [],
    eraseBlank: false,
  };
}

/** The target field that a source field is mapped to by default; the planner's way to a field's meaning. */
export function targetFieldOf(
  rows: readonly Pick<FieldMapping, 'level' | 'sourceField' | 'targetField' | 'locked'>[],
  level: FieldLevel,
  sourceField: FieldPath,
): FieldPath | undefined {
  return rows.find((row) => row.locked && row.level === level && row.sourceField === sourceField)?.targetField;
}
