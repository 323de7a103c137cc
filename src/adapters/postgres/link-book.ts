import { defineEntity, type InferEntity } from '@mikro-orm/core';
import type { ObjectKind, TargetRef } from '../../../contracts/objects/values.ts';
import type { Link, LinkKey } from '../../domain/identity/sync-link.ts';
import type { LinkBook, LinkScope } from '../../ports/link-book.ts';
import type { IdsAfter } from '../../ports/run-log.ts';
import { column, type ColumnsOf } from './columns.ts';
import { Rows } from './rows.ts';
import type { Session } from './session.ts';

export const linkTable = defineEntity({
  name: 'Link',
  tableName: 'links',
  indexes: [
    {
      name: 'links_of_matter',
      properties: ['firmId', 'targetConnectionId', 'sourceConnectionId', 'matterId'],
      where: 'matter_id is not null',
    },
    { name: 'links_by_target_ref', properties: ['firmId', 'targetConnectionId', 'kind', 'targetRef'] },
  ],
  // A connection belongs to one firm, so this is unique without the firm, too. The firm stands first nevertheless: no
  // write of one firm can then replace a row of another, whatever it says.
  properties: {
    firmId: column.id().primary(),
    targetConnectionId: column.id().primary(),
    sourceConnectionId: column.id().primary(),
    kind: column.id().$type<ObjectKind>().primary(),
    sourceId: column.id().primary(),
    matterId: column.id().nullable(),
    targetRef: column.id(),
    url: column.text().nullable(),
    origin: column.text().$type<Link['origin']>(),
    fingerprint: column.text(),
    sourceHash: column.text(),
    fields: column.json(),
    rows: column.json(),
    document: column.json().nullable(),
    sourceDeleted: column.flag(),
    targetDeleted: column.flag(),
    mappingRevision: column.count(),
    syncedAt: column.instant(),
  } satisfies ColumnsOf<Link>,
});

const links = new Rows<Link, InferEntity<typeof linkTable>>(linkTable);

function keyOf({ firmId, targetConnectionId, sourceConnectionId, kind, sourceId }: LinkKey): LinkKey {
  return { firmId, targetConnectionId, sourceConnectionId, kind, sourceId };
}

function scopeOf({ firmId, targetConnectionId, sourceConnectionId }: LinkScope): LinkScope {
  return { firmId, targetConnectionId, sourceConnectionId };
}

export class PostgresLinkBook implements LinkBook {
  constructor(private readonly session: Session) {}

  async find(key: LinkKey): Promise<Link | undefined> {
    return links.find(this.session.em(), keyOf(key));
  }

  async findMany(scope: LinkScope, kind: ObjectKind, sourceIds: readonly string[]): Promise<Link[]> {
    if (sourceIds.length === 0) return [];
    return links.list(this.session.em(), { ...scopeOf(scope), kind, sourceId: { $in: [...sourceIds] } });
  }

  async ofMatter(scope: LinkScope, matterId: string): Promise<Link[]> {
    return links.list(this.session.em(), { ...scopeOf(scope), matterId });
  }

  async byTargetRefs(
    firmId: string,
    targetConnectionId: string,
    kind: ObjectKind,
    refs: readonly TargetRef[],
  ): Promise<Link[]> {
    if (refs.length === 0) return [];
    return links.list(this.session.em(), { firmId, targetConnectionId, kind, targetRef: { $in: [...refs] } });
  }

  async linkedIds(scope: LinkScope, kind: ObjectKind, { after, limit }: IdsAfter): Promise<string[]> {
    const found = await this.session
      .em()
      .find(
        linkTable,
        { ...scopeOf(scope), kind, ...(after !== undefined && { sourceId: { $gt: after } }) },
        { fields: ['sourceId'], orderBy: [{ sourceId: 'asc' }], limit, disableIdentityMap: true },
      );
    return found.map(({ sourceId }) => sourceId);
  }

  async save(link: Link): Promise<void> {
    await links.save(this.session.em(), link);
  }

  async remove(key: LinkKey): Promise<void> {
    await links.remove(this.session.em(), keyOf(key));
  }
}
