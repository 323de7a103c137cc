import type { IntakeRecord, RelationshipBody } from '../ports/intake-book.ts';
import type { IntakeDesk } from './intake-desk.ts';
import { holdContact, holdMatter } from './live-records.ts';
import { checkExpected, type Expected, writeRecord } from './write-record.ts';

/** Throws `not-found` (the matter), `unknown-contact` and `precondition-failed`. */
export async function putRelationship(
  desk: IntakeDesk,
  key: { readonly firmId: string; readonly matterId: string; readonly id: string },
  input: RelationshipBody,
  expected?: Expected,
): Promise<IntakeRecord<'relationship'>> {
  return desk.storage.inTransaction(async (books) => {
    await holdMatter(books, key.firmId, key.matterId);
    const earlier = await books.intake.find(key.firmId, 'relationship', key.matterId, key.id, true);
    checkExpected(earlier, expected);
    await holdContact(books, key.firmId, input.contactId, 'contactId');
    const body = { contactId: input.contactId, label: input.label };
    return writeRecord(books, { ...key, kind: 'relationship' }, earlier, { body, at: desk.now() });
  });
}
