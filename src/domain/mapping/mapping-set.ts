import type { LockedMapping, SourceField, TargetField } from '../../../contracts/mappings.ts';
import type { FieldLevel, FieldPath } from '../../../contracts/objects/values.ts';
import { type FieldsByPath, lockedRow, type MappingSet, type MappingSnapshot } from './field-mapping.ts';

export interface MappingSetParts {
  readonly locked: readonly LockedMapping[];
  readonly snapshot: Pick<MappingSnapshot, 'rows' | 'crosswalks'>;
  readonly sourceFields: Readonly<Record<FieldLevel, readonly SourceField[]>>;
  readonly targetFields: Readonly<Record<FieldLevel, readonly TargetField[]>>;
}

/** What every matter family says of itself, whether the source lists it among its fields or not. */
const ofEveryFamily: Readonly<Record<FieldLevel, readonly SourceField[]>> = {
  contact: [{ path: 'company', level: 'contact', label: 'Company', type: 'company', custom: false }],
  matter: [
    { path: 'client', level: 'matter', label: 'Client', type: 'contact', custom: false },
    { path: 'status', level: 'matter', label: 'Status', type: 'matter-status', custom: false },
    { path: 'hired_at', level: 'matter', label: 'Hired at', type: 'datetime', custom: false },
  ],
};

/** Locked rows first, then the firm's own, with the fields of both sides by their paths. */
export function mappingSetOf({ locked, snapshot, sourceFields, targetFields }: MappingSetParts): MappingSet {
  return {
    rows: [...locked.map(lockedRow), ...snapshot.rows],
    crosswalks: snapshot.crosswalks,
    sourceFields: {
      contact: byPath([...ofEveryFamily.contact, ...sourceFields.contact]),
      matter: byPath([...ofEveryFamily.matter, ...sourceFields.matter]),
    },
    targetFields: { contact: byPath(targetFields.contact), matter: byPath(targetFields.matter) },
  };
}

function byPath<Field extends { readonly path: FieldPath }>(fields: readonly Field[]): FieldsByPath<Field>[FieldLevel] {
  return new Map(fields.map((field) => [field.path, field]));
}
