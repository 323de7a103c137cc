import type { SourceMatterStatus } from '../../contracts/objects/source.ts';
import type { MatterListing, MatterSource } from '../../contracts/ports/matter-source.ts';
import type { RunStatus } from '../domain/runs/run.ts';
import type { IdsAfter, Page, Paged } from '../ports/run-log.ts';
import type { Storage } from '../ports/storage.ts';
import type { Systems } from '../ports/systems.ts';
import { type LinkInfo, linkInfo, stateOf, type SyncState } from './matter-states.ts';
import { openBooksOf, type OpenedBooks } from './open-books.ts';

export interface ListedMatter extends MatterListing {
  readonly state: SyncState;
  readonly runId?: string;
  readonly link?: LinkInfo;
}

export interface MatterListQuery {
  readonly firmId: string;
  readonly integrationId: string;
  readonly ids?: readonly string[];
  readonly status?: SourceMatterStatus;
  readonly state?: SyncState;
  readonly q?: string;
  readonly page: Page;
}

/** Some matters in the order of their ids; the cursor is the id of the last one that was looked at. */
interface Part {
  readonly listed: readonly MatterListing[];
  readonly last?: string;
  readonly more: boolean;
}

export interface SearchReach {
  /** Of so many matters at most it is looked up at once in which state they are. */
  readonly atOnce: number;
  /** So many are looked at for one page: nothing but its absence tells of a matter that it was never synced. */
  readonly longest: number;
}

const usualReach: SearchReach = { atOnce: 500, longest: 5000 };

/** These states leave a run behind, by which the matters are found. */
const runsIn: Readonly<Partial<Record<SyncState, readonly RunStatus[]>>> = {
  syncing: ['queued', 'running'],
  partial: ['partial'],
  'needs-attention': ['needs-attention'],
  failed: ['failed'],
};

/** The source's matters with their sync state. Reads the source and our own books, never the target. */
export class MatterLists {
  constructor(
    private readonly needs: { readonly storage: Storage; readonly systems: Systems },
    private readonly reach = usualReach,
  ) {}

  /** In the order of their ids. With a `state`, a page may be short, and even empty, while there is a `nextCursor`. */
  async list(query: MatterListQuery): Promise<Paged<ListedMatter>> {
    const opened = await openBooksOf(this.needs.storage, query.firmId, query.integrationId);
    const source = await this.needs.systems.source(query.firmId, opened.integration.source);
    const items: ListedMatter[] = [];
    let after = query.page.cursor;
    // Mostly the first page of matters has enough of them; the further a search has to go, the longer its steps.
    let size = query.page.limit;
    for (let seen = 0; seen < this.reach.longest; seen += size) {
      size = seen === 0 ? size : Math.min(2 * size, this.reach.atOnce);
      const part = await this.part(opened, source, query, { limit: size + 1, ...(after !== undefined && { after }) });
      for (const matter of await this.withStates(opened, part.listed)) {
        if (query.state !== undefined && matter.state !== query.state) continue;
        items.push(matter);
        if (items.length < query.page.limit) continue;
        const isLast = !part.more && matter.id === part.listed.at(-1)?.id;
        return isLast ? { items } : { items, nextCursor: matter.id };
      }
      after = part.last;
      if (!part.more || after === undefined) return { items };
    }
    return after === undefined ? { items } : { items, nextCursor: after };
  }

  /** The next matters that may be in the state that is looked for. */
  private async part(opened: OpenedBooks, source: MatterSource, query: MatterListQuery, from: IdsAfter): Promise<Part> {
    const { ids, status, q: text, state } = query;
    const limit = from.limit - 1;
    const wanted = { ...(status && { status }), ...(text !== undefined && { text }) };
    const found = ids ? undefined : await this.candidates(opened, state, from);
    if (!found) {
      const listed = await source.list({ ...wanted, ...(ids && { ids }), ...from });
      return partOf(listed, limit, listed.slice(0, limit), ({ id }) => id);
    }
    const some = found.slice(0, limit);
    return partOf(
      found,
      limit,
      some.length === 0 ? [] : await source.list({ ...wanted, ids: some, limit }),
      (id) => id,
    );
  }

  /** Ids of matters among which are all that are in the state, as far as our own books can tell. */
  private async candidates(
    { integration, scope }: OpenedBooks,
    state: SyncState | undefined,
    part: IdsAfter,
  ): Promise<string[] | undefined> {
    const { runs, links } = this.needs.storage.books;
    if (state === 'synced') return links.linkedIds(scope, 'matter', part);
    const statuses = state && runsIn[state];
    return statuses && runs.mattersAt(integration.id, statuses, part);
  }

  private async withStates(
    { integration, scope }: OpenedBooks,
    listed: readonly MatterListing[],
  ): Promise<ListedMatter[]> {
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
}

/** One more than `limit` was asked for, to know whether there is more. */
function partOf<Item>(
  found: readonly Item[],
  limit: number,
  listed: readonly MatterListing[],
  idOf: (item: Item) => string,
): Part {
  const last = found.slice(0, limit).at(-1);
  return { listed, more: found.length > limit, ...(last !== undefined && { last: idOf(last) }) };
}
