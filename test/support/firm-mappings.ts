import type { TargetField } from '../../contracts/mappings.ts';
import type { FieldLevel } from '../../contracts/objects/values.ts';
import type { FieldMapping, MappingSet } from '../../src/domain/mapping/field-mapping.ts';

type Shape = readonly [source: string, target: string, type: TargetField['type'], options?: TargetField['options']];

const shapes: Readonly<Record<FieldLevel, readonly Shape[]>> = {
  contact: [
    ['first_name', 'given', 'text'],
    ['last_name', 'family', 'text'],
    ['company_name', 'name', 'text'],
    ['birth_date', 'born', 'date'],
    ['company', 'employer', 'contact'],
    ['emails', 'emails', 'rows'],
    ['phones', 'phones', 'rows'],
  ],
  matter: [
    ['title', 'description', 'text'],
    ['client', 'client', 'contact'],
    ['status', 'status', 'matter-status'],
    ['hired_at', 'open_date', 'date'],
    ['practice_area', 'area', 'picklist', [{ id: 'pa-1', label: 'Family' }]],
  ],
};

const levels = ['contact', 'matter'] as const;

export const firmRows: readonly FieldMapping[] = levels.flatMap((level) =>
  shapes[level].map(([sourceField, targetField]) => ({ level, sourceField, targetField })),
);

function fieldsOf(level: FieldLevel): ReadonlyMap<string, TargetField> {
  return new Map(
    shapes[level].map(([, path, type, options]) => [
      path,
      { path, level, label: path, type, custom: false, writable: true, ...(options && { options }) },
    ]),
  );
}

/** Mappings of which no target field is called like its source field, so that one taken for the other shows. */
export const firmMappings: MappingSet = {
  rows: firmRows,
  targetFields: { contact: fieldsOf('contact'), matter: fieldsOf('matter') },
};
