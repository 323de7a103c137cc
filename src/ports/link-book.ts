import type { ObjectKind, TargetRef } from '../../contracts/objects/values.ts';
import type { Link, LinkKey } from '../domain/identity/sync-link.ts';
import type { IdsAfter } from './run-log.ts';

/** A pair of connections of one firm: the space in which links are unique. */
export type LinkScope = Pick<LinkKey, 'firmId' | 'targetConnectionId' | 'sourceConnectionId'>;

/** Remembers which source object is which target record. */
export interface LinkBook {
  find(key: LinkKey): Promise<Link | undefined>;
  /** The links of the named objects, in no particular order; objects without a link are left out. */
  findMany(scope: LinkScope, kind: ObjectKind, sourceIds: readonly string[]): Promise<Link[]>;
  /** All links of a matter's notes, documents and relationships, those whose source is gone included. */
  ofMatter(scope: LinkScope, matterId: string): Promise<Link[]>;
  /** Whoever in this target account is tied to one of the references, from any source connection of the firm. */
  byTargetRefs(
    firmId: string,
    targetConnectionId: string,
    kind: ObjectKind,
    refs: readonly TargetRef[],
  ): Promise<Link[]>;
  /** Source ids of a kind that have a link: the first ones in order, after one. */
  linkedIds(scope: LinkScope, kind: ObjectKind, part: IdsAfter): Promise<string[]>;
  /** Inserts or replaces by key. */
  save(link: Link): Promise<void>;
  /** Removes the link if there is one. */
  remove(key: LinkKey): Promise<void>;
}
