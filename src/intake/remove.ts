import type { ObjectKind } from '../../contracts/objects/values.ts';
import { Refused } from '../domain/refusals.ts';
import type { IntakeRecord } from '../ports/intake-book.ts';
import type { Books } from '../ports/storage.ts';
import type { IntakeDesk } from './intake-desk.ts';
import { holdMatter, live } from './live-records.ts';
import { checkExpected, type Expected, type RecordKey } from './write-record.ts';

/**
 * Leaves a tombstone, which a later put revives with its link. A matter takes nothing of its own with it: its notes,
 * files and ties are hidden with it and come back with it. Throws `not-found`, `precondition-failed`, and
 * `contact-in-use` for the client of a matter.
 */
export async function remove<Kind extends ObjectKind>(
  desk: IntakeDesk,
  key: RecordKey<Kind>,
  expected?: Expected,
): Promise<void> {
  const removed = await desk.storage.inTransaction(async (books) => {
    if (key.matterId !== '') await holdMatter(books, key.firmId, key.matterId);
    const record = live(await books.intake.find(key.firmId, key.kind, key.matterId, key.id, true));
    checkExpected(record, expected);
    if (key.kind === 'contact') await refuseClient(books, key.firmId, key.id);
    await books.intake.save({ ...record, version: record.version + 1, updatedAt: desk.now(), deleted: true });
    return record;
  });
  // After the commit: bytes that are gone cannot be rolled back.
  if (isDocument(removed)) await desk.blobs.remove(removed.body.blobId);
}

/** The contact is held: whoever puts a matter with it as client waits, and then finds it gone. */
async function refuseClient(books: Books, firmId: string, contactId: string): Promise<void> {
  const { items } = await books.intake.searchMatters(firmId, { contactId }, { limit: 1 });
  if (items.length > 0) throw new Refused('contact-in-use', 'The contact is the client of a matter.');
}

function isDocument(record: IntakeRecord): record is IntakeRecord<'document'> {
  return record.kind === 'document';
}
