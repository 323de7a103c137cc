import type { Clock } from '../../contracts/session.ts';
import type { CachedCatalogue } from '../ports/catalogue-book.ts';
import type { Storage } from '../ports/storage.ts';
import type { Systems } from '../ports/systems.ts';

export interface CatalogueNeeds {
  readonly storage: Storage;
  readonly systems: Systems;
  readonly clock: Pick<Clock, 'now'>;
}

export interface Freshness {
  /** Read anew now, whatever is kept. */
  readonly refresh?: boolean;
  /** Read anew what is older than this, in milliseconds. Without it, what is kept is good at any age. */
  readonly maxAgeMs?: number;
}

/** The fields of connected targets, kept so that a sync does not ask for them each time. */
export class Catalogue {
  constructor(private readonly needs: CatalogueNeeds) {}

  async of(
    firmId: string,
    connectionId: string,
    { refresh = false, maxAgeMs = Infinity }: Freshness = {},
  ): Promise<CachedCatalogue> {
    const kept = await this.needs.storage.books.catalogues.find(connectionId);
    const age = kept ? this.needs.clock.now() - Date.parse(kept.readAt) : Infinity;
    if (kept && !refresh && age <= maxAgeMs) return kept;
    return this.read(firmId, connectionId);
  }

  /** What is kept, of whatever age; nothing is asked for. */
  kept(connectionId: string): Promise<CachedCatalogue | undefined> {
    return this.needs.storage.books.catalogues.find(connectionId);
  }

  private async read(firmId: string, connectionId: string): Promise<CachedCatalogue> {
    const { target } = await this.needs.systems.target(firmId, connectionId, () => {});
    const readAt = new Date(this.needs.clock.now()).toISOString();
    const [contact, matter] = await Promise.all([target.fields('contact'), target.fields('matter')]);
    const catalogue: CachedCatalogue = { connectionId, readAt, fields: { contact, matter } };
    await this.needs.storage.books.catalogues.save(catalogue);
    return catalogue;
  }
}
