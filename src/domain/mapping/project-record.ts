import type { SourceValue } from '../../../contracts/objects/source.ts';
import type { Draft } from '../../../contracts/objects/target.ts';
import type { FieldLevel, FieldPath, FieldValue, Row } from '../../../contracts/objects/values.ts';
import { fieldNote } from '../planning/field-notes.ts';
import type { FieldNote } from '../runs/run.ts';
import { convertValue } from './convert-value.ts';
import type { MappingSet } from './field-mapping.ts';

/** The source's side of a contact or a matter: scalar fields and repeated ones by path. */
export interface SourceRecord {
  readonly fields: Readonly<Record<FieldPath, SourceValue>>;
  readonly rows: Readonly<Record<FieldPath, readonly Row[]>>;
}

export interface Projection {
  readonly draft: Draft;
  readonly notes: readonly FieldNote[];
}

/**
 * Carries a source record over to the target's fields by the mapping's rows. Blank values are not spoken of; fields
 * of type contact or matter are references and carried elsewhere.
 */
export function projectRecord(
  level: FieldLevel,
  record: SourceRecord,
  mappings: MappingSet,
  timeZone: string,
): Projection {
  const fields: Record<FieldPath, FieldValue> = {};
  const rows: Record<FieldPath, readonly Row[]> = {};
  const notes: FieldNote[] = [];
  for (const { level: at, sourceField, targetField } of mappings.rows) {
    if (at !== level) continue;
    const field = mappings.targetFields[level].get(targetField);
    const value = record.fields[sourceField];
    const entries = record.rows[sourceField];
    if (entries && field?.type === 'rows') rows[targetField] = entries;
    else if (entries && entries.length > 0)
      notes.push(fieldNote(targetField, field ? 'value-invalid' : 'field-missing'));
    else if (isSpoken(value) && field?.type !== 'contact' && field?.type !== 'matter') {
      const converted = field ? convertValue(value, field, timeZone) : { code: 'field-missing' as const };
      if ('value' in converted) fields[targetField] = converted.value;
      else notes.push(fieldNote(targetField, converted.code));
    }
  }
  return { draft: { fields, rows }, notes };
}

function isSpoken(value: SourceValue | undefined): value is NonNullable<SourceValue> {
  if (value === undefined || value === null || value === '') return false;
  return typeof value !== 'object' || Object.values(value).some((part) => part !== undefined && part !== '');
}
