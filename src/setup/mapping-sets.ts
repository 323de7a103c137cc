import type { LockedMapping } from '../../contracts/mappings.ts';
import type { MatterSource } from '../../contracts/ports/matter-source.ts';
import type { Crosswalk } from '../domain/mapping/crosswalk.ts';
import type { FieldMapping, MappingSet } from '../domain/mapping/field-mapping.ts';
import { mappingSetOf } from '../domain/mapping/mapping-set.ts';
import type { KeptCrosswalk } from '../ports/crosswalk-book.ts';
import type { CustomMapping } from '../ports/mapping-book.ts';
import type { Plugins } from '../ports/plugins.ts';
import type { Integration } from '../ports/setup-book.ts';
import type { Books, Storage } from '../ports/storage.ts';
import type { Systems } from '../ports/systems.ts';
import type { Catalogue, Freshness } from './catalogue.ts';
import { findIntegration } from './integrations.ts';

export interface MappingSetsNeeds {
  readonly storage: Storage;
  readonly systems: Systems;
  readonly plugins: Plugins;
  readonly catalogue: Catalogue;
}

/** Milliseconds within which fields are taken as they were read, where a person looks at them. */
export const maxAgeMs = 60 * 60 * 1000;

/** An integration's mappings with the fields of both of its systems. */
export interface OpenMappings {
  readonly integration: Integration;
  readonly source: MatterSource;
  readonly set: MappingSet;
}

/** Reads what every look at the mappings begins with. */
export class MappingSets {
  constructor(private readonly needs: MappingSetsNeeds) {}

  async open(firmId: string, integrationId: string, freshness: Freshness = {}): Promise<OpenMappings> {
    const { books } = this.needs.storage;
    const integration = await findIntegration(books, firmId, integrationId);
    const { fields } = await this.needs.catalogue.of(firmId, integration.target, freshness);
    const source = await this.needs.systems.source(firmId, integration.source);
    const sourceFields = { contact: await source.fields('contact'), matter: await source.fields('matter') };
    const locked = await this.lockedOf(books, integration);
    const snapshot = await readSnapshot(books, integrationId);
    return { integration, source, set: mappingSetOf({ locked, snapshot, sourceFields, targetFields: fields }) };
  }

  /** The same for a row that is to be made: fields are read anew where one that it names is not among those kept. */
  async openFor(
    firmId: string,
    integrationId: string,
    { level, sourceField, targetField }: Pick<FieldMapping, 'level' | 'sourceField' | 'targetField'>,
  ): Promise<OpenMappings> {
    const opened = await this.open(firmId, integrationId, { maxAgeMs });
    const { sourceFields, targetFields } = opened.set;
    if (sourceFields[level].has(sourceField) && targetFields[level].has(targetField)) return opened;
    return this.open(firmId, integrationId, { refresh: true });
  }

  /** The rows that ship with the target's plugin. */
  async lockedOf(books: Books, { firmId, target }: Integration): Promise<readonly LockedMapping[]> {
    const connection = await books.connections.find(firmId, target);
    return (connection && this.needs.plugins.find(connection.system)?.lockedMappings) ?? [];
  }
}

/** The rows that the firm made, and its crosswalks. */
export async function readSnapshot(
  books: Books,
  integrationId: string,
): Promise<{ readonly rows: FieldMapping[]; readonly crosswalks: Crosswalk[] }> {
  const rows = await books.mappings.ofIntegration(integrationId);
  const crosswalks = await books.crosswalks.ofIntegration(integrationId);
  return { rows: rows.map(asRow), crosswalks: crosswalks.map(asCrosswalk) };
}

export function asRow({
  firmId: _firm,
  integrationId: _integration,
  createdAt: _at,
  ...row
}: CustomMapping): FieldMapping {
  return { ...row, locked: false };
}

function asCrosswalk({ firmId: _firm, integrationId: _integration, ...crosswalk }: KeptCrosswalk): Crosswalk {
  return crosswalk;
}

/** Raises the revision of the mappings; the caller holds the integration. */
export function raiseRevision(books: Books, integration: Integration): Promise<void> {
  return books.setups.update({ ...integration, mappingRevision: integration.mappingRevision + 1 });
}
