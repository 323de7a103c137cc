import type { FieldOption, SourceField, TargetField } from '../../contracts/mappings.ts';
import type { FieldLevel, FieldPath } from '../../contracts/objects/values.ts';
import type { Storage } from '../ports/storage.ts';
import type { Systems } from '../ports/systems.ts';
import type { Catalogue } from './catalogue.ts';
import { findIntegration } from './integrations.ts';
import { type MappingSets, maxAgeMs } from './mapping-sets.ts';

/** A field of either side, as it is shown where fields are chosen. */
export interface ListedField {
  readonly path: FieldPath;
  readonly label: string;
  readonly type: string;
  readonly options?: readonly FieldOption[];
  readonly writable: boolean;
  readonly required?: boolean;
  /** A basic field fills it, and no other mapping can. */
  readonly locked?: true;
}

export interface FieldsQuestion {
  readonly side: 'source' | 'target';
  readonly level: FieldLevel;
  /** Ask the target anew instead of trusting what was read within the hour. */
  readonly refresh: boolean;
}

export interface FieldsNeeds {
  readonly storage: Storage;
  readonly systems: Systems;
  readonly catalogue: Catalogue;
  readonly mappingSets: MappingSets;
}

/** The fields that a mapping can name. */
export class Fields {
  constructor(private readonly needs: FieldsNeeds) {}

  async of(firmId: string, integrationId: string, { side, level, refresh }: FieldsQuestion): Promise<ListedField[]> {
    const { books } = this.needs.storage;
    const integration = await findIntegration(books, firmId, integrationId);
    if (side === 'target') {
      const { fields } = await this.needs.catalogue.of(
        firmId,
        integration.target,
        refresh ? { refresh } : { maxAgeMs },
      );
      const rows = (await this.needs.mappingSets.lockedOf(books, integration)).filter((row) => row.level === level);
      const locked = new Set(rows.map(({ targetField }) => targetField));
      return fields[level].map((field) => ({
        ...listed(field, field),
        ...(locked.has(field.path) && { locked: true as const }),
      }));
    }
    const fields = await (await this.needs.systems.source(firmId, integration.source)).fields(level);
    return fields.map((field) => listed(field, { writable: false }));
  }
}

function listed(
  { path, label, type, options }: SourceField | TargetField,
  { writable, required }: Pick<ListedField, 'writable' | 'required'>,
): ListedField {
  return { path, label, type, ...(options && { options }), writable, ...(required !== undefined && { required }) };
}
