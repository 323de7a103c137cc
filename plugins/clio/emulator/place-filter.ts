import type { Call } from './call.ts';
import { badRequest } from './errors.ts';
import { withDescendants } from './folders.ts';
import type { ExternalProperty } from './rows.ts';

/** Something kept in a folder. */
interface Placed {
  readonly folderId: number | null;
  readonly properties: readonly ExternalProperty[];
}

function folders(call: Call, root: number | null, deep: boolean): Set<number> {
  if (root === null) return new Set();
  return deep ? withDescendants(call, root) : new Set([root]);
}

/**
 * Whether something lies where `parent_id`, `matter_id`, `contact_id` and `scope` say and carries the external
 * property asked for (clio-api facts: documents). Without `descendants` only direct children count.
 */
export function placeTest(call: Call): (placed: Placed) => boolean {
  const { query, firm, settings } = call;
  const scope = query.text('scope') ?? 'children';
  if (scope !== 'children' && scope !== 'descendants') throw badRequest('scope is not valid');
  const deep = scope === 'descendants';
  const tests: ((placed: Placed) => boolean)[] = [];
  const within = (ids: Set<number>): void => {
    tests.push((placed) => placed.folderId !== null && ids.has(placed.folderId));
  };
  const parent = query.id('parent_id');
  if (parent !== null) within(folders(call, parent, deep));
  const matter = query.id('matter_id');
  if (matter !== null)
    within(folders(call, firm.matters.get(matter)?.folderId ?? null, deep || settings.matterIdReachesSubfolders));
  const contact = query.id('contact_id');
  if (contact !== null)
    within(folders(call, firm.contacts.get(contact)?.folderId ?? null, deep || settings.matterIdReachesSubfolders));
  const property = propertyTest(call);
  if (property) tests.push((placed) => placed.properties.some(property));
  return (placed) => tests.every((test) => test(placed));
}

function propertyTest(call: Call): ((property: ExternalProperty) => boolean) | null {
  const name = call.query.text('external_property_name');
  const value = call.query.text('external_property_value');
  if (value !== null && name === null) throw badRequest('external_property_value needs external_property_name');
  if (name === null) return null;
  return (property) => property.name === name && (value === null || property.value === value);
}
