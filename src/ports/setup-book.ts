import type { Instant } from '../../contracts/objects/values.ts';
import type { SyncSettings } from '../domain/settings/sync-settings.ts';

/** When reconciliation runs by itself: a cron line of five fields in an IANA zone. */
export interface ReconcileSchedule {
  readonly cron: string;
  readonly zone: string;
}

/** One source and one target connection of a firm, with its settings. */
export interface Integration {
  readonly id: string;
  readonly firmId: string;
  /** A connection id, or `intake`. */
  readonly source: string;
  /** A connection id. */
  readonly target: string;
  readonly settings: SyncSettings;
  /** Raised by each change of the settings. */
  readonly settingsRevision: number;
  /** Raised by each change of the mappings. */
  readonly mappingRevision: number;
  readonly schedule?: ReconcileSchedule;
  /** Where the next reconciliation goes on in the source. */
  readonly cursor?: string;
  readonly createdAt: Instant;
}

export interface SetupBook {
  add(integration: Integration): Promise<void>;
  update(integration: Integration): Promise<void>;
  /** With `lock`, the row stays locked until the transaction ends, so that two edits do not undo one another. */
  find(firmId: string, id: string, lock?: boolean): Promise<Integration | undefined>;
  list(firmId: string): Promise<Integration[]>;
  /** Of all firms, those with a schedule. */
  scheduled(): Promise<Integration[]>;
  remove(firmId: string, id: string): Promise<void>;
}
