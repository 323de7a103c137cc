import type { LockedMapping } from '../../contracts/mappings.ts';
import type { CaseManagementTarget } from '../../contracts/ports/case-management-target.ts';
import type { MatterSource } from '../../contracts/ports/matter-source.ts';
import type { RequestPurpose } from '../../contracts/session.ts';
import type { Connection } from './connection-vault.ts';

/** Told of every request to a vendor, as it is sent. */
export type RequestMeter = (purpose: RequestPurpose, method: string) => void;

export interface OpenTarget {
  readonly connection: Connection;
  readonly target: CaseManagementTarget;
  readonly lockedMappings: readonly LockedMapping[];
}

/** Opens connected systems with fresh access. */
export interface Systems {
  /** Throws `SyncFailure` of kind `unauthorized` when the connection is not `connected`. */
  target(firmId: string, connectionId: string, meter: RequestMeter): Promise<OpenTarget>;
  /** `source` is a connection id, or `intake` for the built-in one. */
  source(firmId: string, source: string): Promise<MatterSource>;
}
