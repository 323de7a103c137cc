import type { ObjectKind } from '../../contracts/objects/values.ts';
import { Refused } from '../domain/refusals.ts';
import type { IntakeRecord } from '../ports/intake-book.ts';
import type { Books } from '../ports/storage.ts';

/** Everything that is written inside a matter holds it first, so that a family is read as of one moment. */
export async function holdMatter(books: Books, firmId: string, matterId: string): Promise<IntakeRecord<'matter'>> {
  return live(await books.intake.find(firmId, 'matter', '', matterId, true), 'There is no such matter in the intake.');
}

/** Throws `unknown-contact`, naming the path that names the contact. */
export async function holdContact(
  books: Books,
  firmId: string,
  id: string,
  path: string,
): Promise<IntakeRecord<'contact'>> {
  const contact = await books.intake.find(firmId, 'contact', '', id, true);
  if (contact && !contact.deleted) return contact;
  const message = 'There is no such contact in the intake.';
  throw new Refused('unknown-contact', message, [{ path, message }]);
}

/** Throws `not-found` for a record that was never written or was deleted. */
export function live<Kind extends ObjectKind>(
  record: IntakeRecord<Kind> | undefined,
  detail = 'There is no such object in the intake.',
): IntakeRecord<Kind> {
  if (!record || record.deleted) throw new Refused('not-found', detail);
  return record;
}
