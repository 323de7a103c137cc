import type { FieldMapping } from '../domain/mapping/field-mapping.ts';
import type { CustomMapping } from '../ports/mapping-book.ts';
import type { Integration } from '../ports/setup-book.ts';
import type { Books } from '../ports/storage.ts';
import type { Terms } from './sync-context.ts';

/** An integration's settings and mappings as they are now. Inside a transaction no edit comes between the two. */
export async function readTerms(books: Books, integration: Integration): Promise<Terms> {
  const { settings, mappingRevision: revision } = integration;
  const rows = (await books.mappings.ofIntegration(integration.id)).map(rowOf);
  const kept = await books.crosswalks.ofIntegration(integration.id);
  const crosswalks = kept.map(({ integrationId: _integration, firmId: _firm, ...crosswalk }) => crosswalk);
  return { settings, mappings: { revision, rows, crosswalks } };
}

/** For what only opens the systems and applies no mapping. */
export function termsWithoutMappings({ settings, mappingRevision: revision }: Integration): Terms {
  return { settings, mappings: { revision, rows: [], crosswalks: [] } };
}

function rowOf({ id, level, sourceField, targetField, transforms, eraseBlank, seen }: CustomMapping): FieldMapping {
  return { id, level, sourceField, targetField, transforms, eraseBlank, seen, locked: false };
}
