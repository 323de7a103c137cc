import type { TargetField } from '../../contracts/mappings.ts';
import type { FieldLevel, Instant } from '../../contracts/objects/values.ts';

/** A target's fields as they were read last. */
export interface CachedCatalogue {
  readonly connectionId: string;
  readonly readAt: Instant;
  readonly fields: Readonly<Record<FieldLevel, readonly TargetField[]>>;
}

export interface CatalogueBook {
  find(connectionId: string): Promise<CachedCatalogue | undefined>;
  save(catalogue: CachedCatalogue): Promise<void>;
}
