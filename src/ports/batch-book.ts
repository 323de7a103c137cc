import type { Instant } from '../../contracts/objects/values.ts';

/** Runs that were asked for together, such as by one reconciliation. Their state is counted from the runs. */
export interface Batch {
  readonly id: string;
  readonly firmId: string;
  readonly integrationId: string;
  readonly kind: 'reconcile' | 'backfill';
  readonly createdAt: Instant;
  /** All its runs have been asked for. */
  readonly listed: boolean;
  readonly runIds: readonly string[];
}

export interface BatchBook {
  save(batch: Batch): Promise<void>;
  find(firmId: string, id: string): Promise<Batch | undefined>;
  /** The newest batch of a kind. */
  latest(firmId: string, integrationId: string, kind: Batch['kind']): Promise<Batch | undefined>;
}
