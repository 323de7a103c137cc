import type { FieldLevel, FieldPath } from './objects/values.ts';

export const sourceFieldTypes = [
  'text',
  'longtext',
  'boolean',
  'integer',
  'decimal',
  'money',
  'date',
  'datetime',
  'time',
  'picklist',
  'multipicklist',
  'email',
  'phone',
  'url',
  'user',
  'contact',
  'company',
  'matter',
  'rows',
  'matter-status',
] as const;
export type SourceFieldType = (typeof sourceFieldTypes)[number];

export const targetFieldTypes = [
  'text',
  'longtext',
  'boolean',
  'number',
  'money',
  'date',
  'time',
  'picklist',
  'email',
  'url',
  'user',
  'contact',
  'matter',
  'rows',
  'matter-status',
] as const;
export type TargetFieldType = (typeof targetFieldTypes)[number];

/** One choice of a picklist, a practice area list or a list of users. `email` only for users. */
export interface FieldOption {
  readonly id: string;
  readonly label: string;
  readonly email?: string;
}

interface Field {
  readonly path: FieldPath;
  readonly level: FieldLevel;
  readonly label: string;
  readonly options?: readonly FieldOption[];
  /** Defined by the firm, not by the system. */
  readonly custom: boolean;
}

export interface SourceField extends Field {
  readonly type: SourceFieldType;
}

export interface TargetField extends Field {
  readonly type: TargetFieldType;
  readonly writable: boolean;
  readonly required?: boolean;
}

/** A default mapping that ships with a plugin and that nobody can edit, remove or shadow. */
export interface LockedMapping {
  readonly level: FieldLevel;
  readonly sourceField: FieldPath;
  readonly targetField: FieldPath;
}
