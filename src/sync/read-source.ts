import type { TargetField } from '../../contracts/mappings.ts';
import type { MatterFamily } from '../../contracts/objects/source.ts';
import type { FieldLevel, FieldPath, ObjectKind } from '../../contracts/objects/values.ts';
import { type ObjectKey, objectKey } from '../domain/identity/object-key.ts';
import type { Link } from '../domain/identity/sync-link.ts';
import type { MappingSet } from '../domain/mapping/field-mapping.ts';
import { projectFamily } from '../domain/mapping/project-family.ts';
import type { Desired } from '../domain/planning/desired.ts';
import { Refused } from '../domain/refusals.ts';
import { scopeOf } from '../domain/settings/sync-settings.ts';
import type { CachedCatalogue } from '../ports/catalogue-book.ts';
import type { SyncDependencies } from './dependencies.ts';
import { syncerOf, type SyncContext } from './sync-context.ts';

/** The source's side of a matter: what it wants to see, and what was carried over before. */
export interface SourceSide {
  readonly desired: readonly Desired[];
  readonly links: ReadonlyMap<ObjectKey, Link>;
  readonly mappings: MappingSet;
  readonly clientId: string;
}

/** What a preview of a conversion asks for: the matter as if it were hired now. */
export interface SourceView {
  readonly hiredAt?: string;
}

export async function readSource(
  deps: SyncDependencies,
  context: SyncContext,
  view: SourceView = {},
): Promise<SourceSide> {
  const read = await context.source.readFamily(context.matterId, scopeOf(context.settings));
  if (!read) throw new Refused('not-found', 'There is no such matter in the source.');
  const family = view.hiredAt === undefined ? read : asHired(read, view.hiredAt);
  const catalogue = await deps.catalogues.of(context.scope.firmId, context.scope.targetConnectionId);
  const mappings = mappingSetOf(context, catalogue);
  const desired = projectFamily(family, {
    mappings,
    timeZone: context.settings.timeZone,
    prepare: (kind, draft) => syncerOf(context.opened, kind).prepare(draft),
  });
  return { desired, links: await readLinks(deps, context, desired), mappings, clientId: family.matter.contactId };
}

function asHired(family: MatterFamily, at: string): MatterFamily {
  return family.matter.status === 'hired'
    ? family
    : { ...family, matter: { ...family.matter, status: 'hired', hiredAt: at } };
}

function mappingSetOf({ opened }: SyncContext, catalogue: CachedCatalogue): MappingSet {
  const byPath = (level: FieldLevel): Map<FieldPath, TargetField> =>
    new Map(catalogue.fields[level].map((field) => [field.path, field]));
  return { rows: opened.lockedMappings, targetFields: { contact: byPath('contact'), matter: byPath('matter') } };
}

async function readLinks(
  deps: SyncDependencies,
  { scope, matterId }: SyncContext,
  desired: readonly Desired[],
): Promise<Map<ObjectKey, Link>> {
  const { links } = deps.storage.books;
  const idsOf = (kind: ObjectKind) => desired.filter((one) => one.kind === kind).map((one) => one.sourceId);
  const found = [
    ...(await links.findMany(scope, 'contact', idsOf('contact'))),
    ...(await links.findMany(scope, 'matter', idsOf('matter'))),
    ...(await links.ofMatter(scope, matterId)),
  ];
  return new Map(found.map((link) => [objectKey(link.kind, link.sourceId), link]));
}
