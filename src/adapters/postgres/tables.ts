import { questionTable } from './attention-book.ts';
import { batchTable } from './batch-book.ts';
import { catalogueTable } from './catalogue-book.ts';
import { connectionTable, credentialsTable, pendingTable } from './connection-vault.ts';
import { crosswalkTable } from './crosswalk-book.ts';
import { apiKeyTable, firmTable } from './firm-book.ts';
import { counterTable } from './firm-counter.ts';
import { answerTable } from './idempotency-book.ts';
import { secretTable } from './installation-secret.ts';
import { intakeFieldTable, intakeRecordTable } from './intake-book.ts';
import { touchTable } from './intake-changes.ts';
import { intentTable } from './intent-journal.ts';
import { laneTable } from './lane-book.ts';
import { linkTable } from './link-book.ts';
import { mappingTable } from './mapping-book.ts';
import { runEventTable } from './run-events.ts';
import { runChangeTable, runTable } from './run-log.ts';
import { browserSessionTable, ticketTable } from './session-book.ts';
import { integrationTable } from './setup-book.ts';
import { slotTable } from './slot-book.ts';
import { transferTable } from './transfer-book.ts';

/** Every table of ours; the queue keeps its own in a schema of its own. */
export const tables = [
  firmTable,
  apiKeyTable,
  connectionTable,
  credentialsTable,
  pendingTable,
  catalogueTable,
  integrationTable,
  mappingTable,
  crosswalkTable,
  linkTable,
  intentTable,
  laneTable,
  runTable,
  runChangeTable,
  runEventTable,
  counterTable,
  questionTable,
  batchTable,
  transferTable,
  slotTable,
  answerTable,
  intakeRecordTable,
  intakeFieldTable,
  touchTable,
  secretTable,
  browserSessionTable,
  ticketTable,
];
