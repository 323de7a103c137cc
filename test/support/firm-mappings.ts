import type { LockedMapping, SourceField, SourceFieldType, TargetField } from '../../contracts/mappings.ts';
import type { FieldLevel } from '../../contracts/objects/values.ts';
import { type FieldMapping, lockedRow, type MappingSet } from '../../src/domain/mapping/field-mapping.ts';
import { mappingSetOf } from '../../src/domain/mapping/mapping-set.ts';

type Shape = readonly [
  source: string,
  sourceType: SourceFieldType,
  target: string,
  targetType: TargetField['type'],
  options?: TargetField['options'],
];

const shapes: Readonly<Record<FieldLevel, readonly Shape[]>> = {
  contact: [
    ['first_name', 'text', 'given', 'text'],
    ['last_name', 'text', 'family', 'text'],
    ['company_name', 'text', 'name', 'text'],
    ['birth_date', 'date', 'born', 'date'],
    ['company', 'company', 'employer', 'contact'],
    ['emails', 'rows', 'emails', 'rows'],
    ['phones', 'rows', 'phones', 'rows'],
  ],
  matter: [
    ['title', 'text', 'description', 'text'],
    ['client', 'contact', 'client', 'contact'],
    ['status', 'matter-status', 'status', 'matter-status'],
    ['hired_at', 'datetime', 'open_date', 'date'],
    ['practice_area', 'text', 'area', 'picklist', [{ id: 'pa-1', label: 'Family' }]],
  ],
};

const levels = ['contact', 'matter'] as const;

const locked: readonly LockedMapping[] = levels.flatMap((level) =>
  shapes[level].map(([sourceField, , targetField]) => ({ level, sourceField, targetField })),
);

export const firmRows: readonly FieldMapping[] = locked.map(lockedRow);

function sourceFieldsOf(level: FieldLevel): readonly SourceField[] {
  return shapes[level].map(([path, type]) => ({ path, level, label: path, type, custom: false }));
}

function targetFieldsOf(level: FieldLevel): readonly TargetField[] {
  return shapes[level].map(([, , path, type, options]) => ({
    path,
    level,
    label: path,
    type,
    custom: false,
    writable: true,
    ...(options && { options }),
  }));
}

/** Mappings of which no target field is called like its source field, so that one taken for the other shows. */
export const firmMappings: MappingSet = mappingSetOf({
  locked,
  snapshot: { rows: [], crosswalks: [] },
  sourceFields: { contact: sourceFieldsOf('contact'), matter: sourceFieldsOf('matter') },
  targetFields: { contact: targetFieldsOf('contact'), matter: targetFieldsOf('matter') },
});
