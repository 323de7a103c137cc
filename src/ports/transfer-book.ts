import type { Draft } from '../../contracts/objects/target.ts';
import type { Instant, TargetRef } from '../../contracts/objects/values.ts';
import type { Ticket } from '../../contracts/outcomes.ts';
import type { LinkKey } from '../domain/identity/sync-link.ts';

/** The moving of one document's bytes, outside the lane. At most one per document (by its key). */
export interface Transfer extends LinkKey {
  readonly id: string;
  readonly runId: string;
  readonly integrationId: string;
  readonly matterId: string;
  readonly targetRef: TargetRef;
  readonly version: string;
  readonly ticket?: Ticket;
  readonly draft: Draft;
  readonly size: number;
  readonly contentType: string;
  readonly sha256?: string;
  readonly attempts: number;
  readonly moved: number;
  readonly heartbeatAt?: Instant;
}

export interface TransferBook {
  /** Inserts, or replaces by the document's key. */
  save(transfer: Transfer): Promise<void>;
  find(id: string): Promise<Transfer | undefined>;
  ofRun(runId: string): Promise<Transfer[]>;
  /** The transfers of a matter of an integration, whichever run began them. */
  ofMatter(integrationId: string, matterId: string): Promise<Transfer[]>;
  all(): Promise<Transfer[]>;
  remove(id: string): Promise<void>;
}
