import type { Clock } from '../../../contracts/session.ts';
import type { Seal } from '../../ports/seal.ts';
import type { Books } from '../../ports/storage.ts';
import type { WorkQueue } from '../../ports/work-queue.ts';
import { PostgresAttentionBook } from './attention-book.ts';
import { PostgresBatchBook } from './batch-book.ts';
import { PostgresCatalogueBook } from './catalogue-book.ts';
import { PostgresConnectionVault } from './connection-vault.ts';
import { PostgresCrosswalkBook } from './crosswalk-book.ts';
import { PostgresFirmBook } from './firm-book.ts';
import { PostgresIdempotencyBook } from './idempotency-book.ts';
import { PostgresIntakeBook } from './intake-book.ts';
import { PostgresIntentJournal } from './intent-journal.ts';
import { PostgresLaneBook } from './lane-book.ts';
import { PostgresLinkBook } from './link-book.ts';
import { PostgresMappingBook } from './mapping-book.ts';
import { PostgresRunLog } from './run-log.ts';
import { PostgresSessionBook } from './session-book.ts';
import type { Session } from './session.ts';
import { PostgresSetupBook } from './setup-book.ts';
import { PostgresSlotBook } from './slot-book.ts';
import { PostgresTransferBook } from './transfer-book.ts';

/** What the books need beside the database. */
export interface BookNeeds {
  readonly seal: Seal;
  readonly clock: Pick<Clock, 'now'>;
}

export function booksOver(session: Session, queue: WorkQueue, { seal, clock }: BookNeeds): Books {
  return {
    attention: new PostgresAttentionBook(session),
    batches: new PostgresBatchBook(session),
    catalogues: new PostgresCatalogueBook(session),
    connections: new PostgresConnectionVault(session, seal),
    crosswalks: new PostgresCrosswalkBook(session),
    firms: new PostgresFirmBook(session),
    idempotency: new PostgresIdempotencyBook(session),
    intake: new PostgresIntakeBook(session),
    intents: new PostgresIntentJournal(session),
    lanes: new PostgresLaneBook(session),
    links: new PostgresLinkBook(session),
    mappings: new PostgresMappingBook(session),
    runs: new PostgresRunLog(session, clock),
    sessions: new PostgresSessionBook(session),
    setups: new PostgresSetupBook(session),
    slots: new PostgresSlotBook(session),
    transfers: new PostgresTransferBook(session),
    queue,
  };
}
