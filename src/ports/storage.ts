import type { AttentionBook } from './attention-book.ts';
import type { BatchBook } from './batch-book.ts';
import type { CatalogueBook } from './catalogue-book.ts';
import type { ConnectionVault } from './connection-vault.ts';
import type { CrosswalkBook } from './crosswalk-book.ts';
import type { FirmBook } from './firm-book.ts';
import type { IdempotencyBook } from './idempotency-book.ts';
import type { IntakeBook } from './intake-book.ts';
import type { IntentJournal } from './intent-journal.ts';
import type { LaneBook } from './lane-book.ts';
import type { LinkBook } from './link-book.ts';
import type { MappingBook } from './mapping-book.ts';
import type { RunLog } from './run-log.ts';
import type { SessionBook } from './session-book.ts';
import type { SetupBook } from './setup-book.ts';
import type { SlotBook } from './slot-book.ts';
import type { TransferBook } from './transfer-book.ts';
import type { WorkQueue } from './work-queue.ts';

/** Every book, bound to one transaction or to none. */
export interface Books {
  readonly attention: AttentionBook;
  readonly batches: BatchBook;
  readonly catalogues: CatalogueBook;
  readonly connections: ConnectionVault;
  readonly crosswalks: CrosswalkBook;
  readonly firms: FirmBook;
  readonly idempotency: IdempotencyBook;
  readonly intake: IntakeBook;
  readonly intents: IntentJournal;
  readonly lanes: LaneBook;
  readonly links: LinkBook;
  readonly mappings: MappingBook;
  readonly runs: RunLog;
  readonly sessions: SessionBook;
  readonly setups: SetupBook;
  readonly slots: SlotBook;
  readonly transfers: TransferBook;
  readonly queue: WorkQueue;
}

/** Where everything is kept. */
export interface Storage {
  /** Each call on these books is a transaction of its own. */
  readonly books: Books;
  /** Several books written together or not at all. What `work` throws rolls back and is thrown on. Not nested. */
  inTransaction<Result>(work: (books: Books) => Promise<Result>): Promise<Result>;
}
