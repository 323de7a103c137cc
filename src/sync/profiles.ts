import type { MatterFamily, SourceMatterStatus } from '../../contracts/objects/source.ts';
import type { Instant, ObjectKind, TargetRef } from '../../contracts/objects/values.ts';
import type { MatterListing } from '../../contracts/ports/matter-source.ts';
import { type ObjectKey, objectKey } from '../domain/identity/object-key.ts';
import type { Link } from '../domain/identity/sync-link.ts';
import { Refused } from '../domain/refusals.ts';
import type { Run } from '../domain/runs/run.ts';
import type { LinkScope } from '../ports/link-book.ts';
import type { Page, Paged } from '../ports/run-log.ts';
import type { Integration } from '../ports/setup-book.ts';
import type { Storage } from '../ports/storage.ts';
import type { Systems } from '../ports/systems.ts';

/** Where a matter stands, for a list: what its latest run came to. */
export const syncStates = ['not-synced', 'syncing', 'synced', 'partial', 'needs-attention', 'failed'] as const;
export type SyncState = (typeof syncStates)[number];

/** A link as a profile shows it. */
export interface LinkInfo {
  readonly targetRef: TargetRef;
  readonly url?: string;
  readonly syncedAt: Instant;
  readonly state: 'synced' | 'uploading' | 'deleted-in-target';
}

export interface ListedMatter extends MatterListing {
  readonly state: SyncState;
  readonly runId?: string;
  readonly link?: LinkInfo;
}

export interface MatterProfile {
  readonly family: MatterFamily;
  /** Of each object of the family that has one. */
  readonly links: ReadonlyMap<ObjectKey, LinkInfo>;
  readonly state: SyncState;
  readonly runId?: string;
}

export interface MatterListQuery {
  readonly firmId: string;
  readonly integrationId: string;
  readonly status?: SourceMatterStatus;
  readonly state?: SyncState;
  readonly q?: string;
  readonly page: Page;
}

interface Opened {
  readonly integration: Integration;
  readonly scope: LinkScope;
}

/** A search by sync state reads the source's matters page by page; it must not read a whole firm for one page. */
const longestSearch = 2000;

/** The source's matters with their sync state. Reads the source and our own books, never the target. */
export class Profiles {
  constructor(private readonly needs: { readonly storage: Storage; readonly systems: Systems }) {}

  /** In the order of their ids. With a `state`, a page may be short, and even empty, while there is a `nextCursor`. */
  async list(query: MatterListQuery): Promise<Paged<ListedMatter>> {
    const opened = await this.open(query.firmId, query.integrationId);
    const source = await this.needs.systems.source(query.firmId, opened.integration.source);
    const { limit } = query.page;
    const items: ListedMatter[] = [];
    let after = query.page.cursor;
    for (let seen = 0; seen < longestSearch; seen += limit) {
      const listed = await source.list({
        limit: limit + 1,
        ...(query.q === undefined ? {} : { text: query.q }),
        ...(query.status === undefined ? {} : { status: query.status }),
        ...(after === undefined ? {} : { after }),
      });
      for (const matter of await this.withStates(opened, listed.slice(0, limit))) {
        if (query.state === undefined || matter.state === query.state) items.push(matter);
        after = matter.id;
        if (items.length === limit) break;
      }
      const isLast = listed.length <= limit && after === listed.at(-1)?.id;
      if (isLast || listed.length === 0) return { items };
      if (items.length === limit) break;
    }
    return { items, ...(after === undefined ? {} : { nextCursor: after }) };
  }

  async of({
    firmId,
    integrationId,
    matterId,
  }: {
    firmId: string;
    integrationId: string;
    matterId: string;
  }): Promise<MatterProfile> {
    const opened = await this.open(firmId, integrationId);
    const source = await this.needs.systems.source(firmId, opened.integration.source);
    const family = await source.readFamily(matterId, { documents: true, notes: true, relationships: true });
    if (!family) throw new Refused('not-found', 'There is no such matter in the source.');
    const links = await this.linksOf(opened.scope, family);
    const run = (await this.needs.storage.books.runs.latestOf(integrationId, [matterId])).get(matterId);
    return {
      family,
      links,
      state: stateOf(run, links.has(objectKey('matter', matterId))),
      ...(run && { runId: run.id }),
    };
  }

  private async open(firmId: string, integrationId: string): Promise<Opened> {
    const integration = await this.needs.storage.books.setups.find(firmId, integrationId);
    if (!integration) throw new Refused('not-found', 'There is no such integration.');
    const { source, target } = integration;
    return { integration, scope: { firmId, sourceConnectionId: source, targetConnectionId: target } };
  }

  private async withStates({ integration, scope }: Opened, listed: readonly MatterListing[]): Promise<ListedMatter[]> {
    const { runs, links } = this.needs.storage.books;
    const ids = listed.map(({ id }) => id);
    const latest = await runs.latestOf(integration.id, ids);
    const linked = new Map((await links.findMany(scope, 'matter', ids)).map((link) => [link.sourceId, link]));
    return listed.map((matter) => {
      const [run, link] = [latest.get(matter.id), linked.get(matter.id)];
      return {
        ...matter,
        state: stateOf(run, link !== undefined),
        ...(run && { runId: run.id }),
        ...(link && { link: linkInfo(link) }),
      };
    });
  }

  private async linksOf(scope: LinkScope, { matter, contacts, notes, documents, relationships }: MatterFamily) {
    const { links } = this.needs.storage.books;
    const ids: [ObjectKind, readonly { readonly id: string }[]][] = [
      ['matter', [matter]],
      ['contact', contacts],
      ['note', notes],
      ['document', documents],
      ['relationship', relationships],
    ];
    const found = await Promise.all(
      ids.map(([kind, objects]) =>
        links.findMany(
          scope,
          kind,
          objects.map(({ id }) => id),
        ),
      ),
    );
    return new Map(found.flat().map((link) => [objectKey(link.kind, link.sourceId), linkInfo(link)]));
  }
}

function linkInfo(link: Link): LinkInfo {
  const isUploading = link.document !== undefined && !link.document.uploaded;
  return {
    targetRef: link.targetRef,
    ...(link.url === undefined ? {} : { url: link.url }),
    syncedAt: link.syncedAt,
    state: link.targetDeleted ? 'deleted-in-target' : isUploading ? 'uploading' : 'synced',
  };
}

/** A run that succeeded without a link was a conversion with its toggle off: hired, and nothing carried over. */
function stateOf(run: Run | undefined, linked: boolean): SyncState {
  const settled = linked ? 'synced' : 'not-synced';
  if (!run) return settled;
  return run.status === 'queued' || run.status === 'running'
    ? 'syncing'
    : run.status === 'succeeded'
      ? settled
      : run.status;
}
