import { type MappingSuggestion, suggestMappings } from '../domain/mapping/suggest-mappings.ts';
import { type MappingSets, maxAgeMs } from './mapping-sets.ts';

/** Pairs of fields that may belong together, found by name, type and choices; nothing leaves the machine for it. */
export class Suggest {
  constructor(private readonly needs: { readonly mappingSets: MappingSets }) {}

  async of(firmId: string, integrationId: string): Promise<MappingSuggestion[]> {
    return suggestMappings((await this.needs.mappingSets.open(firmId, integrationId, { maxAgeMs })).set);
  }
}
