import type { FieldOption, SourceField, TargetField } from '../../contracts/mappings.ts';
import type { FieldLevel, FieldPath } from '../../contracts/objects/values.ts';
import type { Storage } from '../ports/storage.ts';
import type { Systems } from '../ports/systems.ts';
import type { Catalogue } from './catalogue.ts';
import { findIntegration } from './integrations.ts';

/** A field of either side, as it is shown where fields are chosen. */
export interface ListedField {
  readonly path: FieldPath;
  readonly label: string;
  readonly type: string;
  readonly options?: readonly FieldOption[];
  readonly writable: boolean;
  readonly required?: boolean;
}

export interface FieldsNeeds {
  readonly storage: Storage;
  readonly systems: Systems;
  readonly catalogue: Catalogue;
}

/** Somebody who has just added a field in the target comes here to look for it. */
const maxAgeMs = 60 * 60 * 1000;

/** The fields that a mapping can name. */
export class Fields {
  constructor(private readonly needs: FieldsNeeds) {}

  async of(
    firmId: string,
    integrationId: string,
    side: 'source' | 'target',
    level: FieldLevel,
  ): Promise<ListedField[]> {
    const { source, target } = await findIntegration(this.needs.storage.books, firmId, integrationId);
    if (side === 'target') {
      const { fields } = await this.needs.catalogue.of(firmId, target, { maxAgeMs });
      return fields[level].map((field) => listed(field, field));
    }
    const fields = await (await this.needs.systems.source(firmId, source)).fields(level);
    return fields.map((field) => listed(field, { writable: false }));
  }
}

function listed(
  { path, label, type, options }: SourceField | TargetField,
  { writable, required }: Pick<ListedField, 'writable' | 'required'>,
): ListedField {
  return { path, label, type, ...(options && { options }), writable, ...(required !== undefined && { required }) };
}
