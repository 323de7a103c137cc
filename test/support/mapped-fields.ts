import type { SourceField, SourceFieldType, TargetField, TargetFieldType } from '../../contracts/mappings.ts';
import type { FieldLevel } from '../../contracts/objects/values.ts';
import type { FieldMapping, MappingSet } from '../../src/domain/mapping/field-mapping.ts';
import { mappingSetOf, type MappingSetParts } from '../../src/domain/mapping/mapping-set.ts';

/** A field of the firm's own, of contacts unless said otherwise. */
export function sourceField(path: string, type: SourceFieldType, parts: Partial<SourceField> = {}): SourceField {
  return { path, level: 'contact', label: path, type, custom: true, ...parts };
}

export function targetField(path: string, type: TargetFieldType, parts: Partial<TargetField> = {}): TargetField {
  return { path, level: 'contact', label: path, type, custom: true, writable: true, ...parts };
}

/** A row that the firm made, known by the target field that it fills. */
export function mappingRow(sourceField: string, targetField: string, parts: Partial<FieldMapping> = {}): FieldMapping {
  return {
    id: `row:${targetField}`,
    level: 'contact',
    sourceField,
    targetField,
    locked: false,
    transforms: [],
    eraseBlank: false,
    ...parts,
  };
}

interface SetParts extends Partial<MappingSetParts['snapshot']>, Partial<Pick<MappingSetParts, 'locked'>> {
  readonly sources: readonly SourceField[];
  readonly targets: readonly TargetField[];
}

export function mappingsOf({ sources, targets, rows = [], crosswalks = [], locked = [] }: SetParts): MappingSet {
  const of = <Field extends { readonly level: FieldLevel }>(fields: readonly Field[]) => ({
    contact: fields.filter(({ level }) => level === 'contact'),
    matter: fields.filter(({ level }) => level === 'matter'),
  });
  return mappingSetOf({
    locked,
    snapshot: { rows, crosswalks },
    sourceFields: of(sources),
    targetFields: of(targets),
  });
}
