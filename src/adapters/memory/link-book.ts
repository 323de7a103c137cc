import type { ObjectKind, TargetRef } from '../../../contracts/objects/values.ts';
import type { Link, LinkKey } from '../../domain/identity/sync-link.ts';
import type { LinkBook, LinkScope } from '../../ports/link-book.ts';
import type { IdsAfter } from '../../ports/run-log.ts';
import { idsAfter } from './paging.ts';
import { keyOf, Table } from './table.ts';
import type { UndoLog } from './undo-log.ts';

function linkKey(key: LinkKey): string {
  return keyOf(key.firmId, key.targetConnectionId, key.sourceConnectionId, key.kind, key.sourceId);
}

function scopeKey(scope: LinkScope, last: string): string {
  return keyOf(scope.firmId, scope.targetConnectionId, scope.sourceConnectionId, last);
}

export class MemoryLinkBook implements LinkBook {
  private readonly links: Table<Link, 'matter' | 'kind' | 'ref'>;

  constructor(undo: UndoLog) {
    this.links = new Table(undo, linkKey, {
      matter: (link) => (link.matterId === undefined ? undefined : scopeKey(link, link.matterId)),
      kind: (link) => scopeKey(link, link.kind),
      ref: (link) => keyOf(link.firmId, link.targetConnectionId, link.kind, link.targetRef),
    });
  }

  async find(key: LinkKey): Promise<Link | undefined> {
    return this.links.get(linkKey(key));
  }

  async findMany(scope: LinkScope, kind: ObjectKind, sourceIds: readonly string[]): Promise<Link[]> {
    return [...new Set(sourceIds)].flatMap((sourceId) => this.links.get(linkKey({ ...scope, kind, sourceId })) ?? []);
  }

  async ofMatter(scope: LinkScope, matterId: string): Promise<Link[]> {
    return this.links.by('matter', scopeKey(scope, matterId));
  }

  async byTargetRefs(
    firmId: string,
    targetConnectionId: string,
    kind: ObjectKind,
    refs: readonly TargetRef[],
  ): Promise<Link[]> {
    return [...new Set(refs)].flatMap((ref) => this.links.by('ref', keyOf(firmId, targetConnectionId, kind, ref)));
  }

  async linkedIds(scope: LinkScope, kind: ObjectKind, part: IdsAfter): Promise<string[]> {
    return idsAfter(
      this.links.by('kind', scopeKey(scope, kind)).map(({ sourceId }) => sourceId),
      part,
    );
  }

  async save(link: Link): Promise<void> {
    this.links.put(link);
  }

  async remove(key: LinkKey): Promise<void> {
    this.links.delete(linkKey(key));
  }
}
