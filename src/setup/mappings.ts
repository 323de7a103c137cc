import type { LockedMapping } from '../../contracts/mappings.ts';
import type { FieldLevel, FieldPath } from '../../contracts/objects/values.ts';
import { Refused } from '../domain/refusals.ts';
import type { Plugins } from '../ports/plugins.ts';
import type { Storage } from '../ports/storage.ts';
import { findIntegration } from './integrations.ts';

/** Which field of the source goes into which of the target. */
export interface Mapping {
  readonly id: string;
  readonly level: FieldLevel;
  readonly sourceField: FieldPath;
  readonly targetField: FieldPath;
  readonly locked: boolean;
}

function lockedMapping({ level, sourceField, targetField }: LockedMapping): Mapping {
  return { id: `locked:${level}:${targetField}`, level, sourceField, targetField, locked: true };
}

/** The mappings of an integration: those that its target's plugin ships, which nobody can change. */
export class Mappings {
  constructor(private readonly needs: { readonly storage: Storage; readonly plugins: Plugins }) {}

  async of(firmId: string, integrationId: string): Promise<Mapping[]> {
    const { target } = await findIntegration(this.needs.storage.books, firmId, integrationId);
    const connection = await this.needs.storage.books.connections.find(firmId, target);
    const plugin = connection && this.needs.plugins.find(connection.system);
    return (plugin?.lockedMappings ?? []).map(lockedMapping);
  }

  /** Turns down a change of a mapping that is there, and of one that is not. */
  async refuseChange(firmId: string, integrationId: string, mappingId: string): Promise<never> {
    const mapping = (await this.of(firmId, integrationId)).find(({ id }) => id === mappingId);
    throw mapping ? new Refused('mapping-locked') : new Refused('not-found', 'There is no such mapping.');
  }
}
