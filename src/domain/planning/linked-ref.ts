import type { TargetRef } from '../../../contracts/objects/values.ts';
import type { ObjectKey } from '../identity/object-key.ts';
import type { Link } from '../identity/sync-link.ts';

interface KnownLinks {
  readonly links: ReadonlyMap<ObjectKey, Link>;
  /** Of whoever is named by a field and does not belong to the family. */
  readonly named: ReadonlyMap<ObjectKey, Link>;
}

/** The record that an object is tied to, by what was known before this sync; none where somebody has deleted it. */
export function linkedRef({ links, named }: KnownLinks, key: ObjectKey): TargetRef | undefined {
  const link = links.get(key) ?? named.get(key);
  return link?.targetDeleted ? undefined : link?.targetRef;
}
