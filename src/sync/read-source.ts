import type { MatterFamily } from '../../contracts/objects/source.ts';
import type { ObjectKind } from '../../contracts/objects/values.ts';
import { type ObjectKey, objectKey } from '../domain/identity/object-key.ts';
import type { Link } from '../domain/identity/sync-link.ts';
import type { MappingSet } from '../domain/mapping/field-mapping.ts';
import { mappingSetOf } from '../domain/mapping/mapping-set.ts';
import { projectFamily } from '../domain/mapping/project-family.ts';
import type { Desired } from '../domain/planning/desired.ts';
import { Refused } from '../domain/refusals.ts';
import { scopeOf } from '../domain/settings/sync-settings.ts';
import type { SyncDependencies } from './dependencies.ts';
import { syncerOf, type SyncContext } from './sync-context.ts';

/** The source's side of a matter: what it wants to see, and what was carried over before. */
export interface SourceSide {
  readonly desired: readonly Desired[];
  readonly links: ReadonlyMap<ObjectKey, Link>;
  /** Links of contacts and matters that fields name and that are not of the family. */
  readonly named: ReadonlyMap<ObjectKey, Link>;
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
  const mappings = await readMappings(deps, context);
  const desired = projectFamily(family, {
    mappings,
    timeZone: context.settings.timeZone,
    prepare: (kind, draft) => syncerOf(context.opened, kind).prepare(draft),
  });
  const links = await readLinks(deps, context, desired);
  const named = await readNamed(deps, context, desired);
  return { desired, links, named, mappings, clientId: family.matter.contactId };
}

function asHired(family: MatterFamily, at: string): MatterFamily {
  return family.matter.status === 'hired'
    ? family
    : { ...family, matter: { ...family.matter, status: 'hired', hiredAt: at } };
}

async function readMappings(
  deps: SyncDependencies,
  { scope, source, opened, mappings }: SyncContext,
): Promise<MappingSet> {
  const { fields } = await deps.catalogues.of(scope.firmId, scope.targetConnectionId);
  return mappingSetOf({
    locked: opened.lockedMappings,
    snapshot: mappings,
    sourceFields: { contact: await source.fields('contact'), matter: await source.fields('matter') },
    targetFields: fields,
  });
}

/** The links of whoever is named by a field and does not belong to the family. */
async function readNamed(
  deps: SyncDependencies,
  { scope }: SyncContext,
  desired: readonly Desired[],
): Promise<Map<ObjectKey, Link>> {
  const family = new Set(desired.map(({ key }) => key));
  const named = desired.flatMap(({ references }) => Object.values(references));
  const strangers = named.filter(({ kind, sourceId }) => !family.has(objectKey(kind, sourceId)));
  const idsOf = (wanted: ObjectKind) => [
    ...new Set(strangers.filter(({ kind }) => kind === wanted).map(({ sourceId }) => sourceId)),
  ];
  const { links } = deps.storage.books;
  const found = [
    ...(await links.findMany(scope, 'contact', idsOf('contact'))),
    ...(await links.findMany(scope, 'matter', idsOf('matter'))),
  ];
  return new Map(found.map((link) => [objectKey(link.kind, link.sourceId), link]));
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
