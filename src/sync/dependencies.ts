import type { Clock, Log } from '../../contracts/session.ts';
import type { CachedCatalogue } from '../ports/catalogue-book.ts';
import type { Digest, Ids } from '../ports/digest.ts';
import type { Storage } from '../ports/storage.ts';
import type { Systems } from '../ports/systems.ts';

export interface Freshness {
  readonly refresh?: boolean;
  readonly maxAgeMs?: number;
}

/** A target's fields, from the cache where it holds them; `maxAgeMs` or `refresh` have them read anew. */
export interface Catalogues {
  of(firmId: string, connectionId: string, freshness?: Freshness): Promise<CachedCatalogue>;
}

/** What the sync line works with; all of it comes from outside. */
export interface SyncDependencies {
  readonly storage: Storage;
  readonly systems: Systems;
  readonly catalogues: Catalogues;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly digest: Digest;
  readonly log: Log;
}

export function instantOf(ms: number): string {
  return new Date(ms).toISOString();
}
