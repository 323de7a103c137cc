import type { Crosswalk } from '../domain/mapping/crosswalk.ts';

/** A crosswalk of an integration; one that nobody has touched is not kept. */
export interface KeptCrosswalk extends Crosswalk {
  readonly integrationId: string;
  readonly firmId: string;
}

export interface CrosswalkBook {
  /** In the order of their names. */
  ofIntegration(integrationId: string): Promise<KeptCrosswalk[]>;
  /** Inserts or replaces by integration and name. */
  save(crosswalk: KeptCrosswalk): Promise<void>;
  /** With the integration they go. */
  removeAll(integrationId: string): Promise<void>;
}
