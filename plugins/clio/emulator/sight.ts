import type { Actor } from './actor.ts';
import type { Contact, Matter } from './rows.ts';

const isMine = (matter: Matter, userId: number): boolean =>
  [matter.creatorId, matter.responsibleAttorneyId, matter.originatingAttorneyId, matter.responsibleStaffId].includes(
    userId,
  );

/**
 * Whether the user may see a contact. With restricted visibility that is the contacts they made and those of their
 * own matters; an administrator sees all (clio-api facts: permissions).
 */
export function seesContact(actor: Actor, contact: Contact): boolean {
  const { firm, user, settings } = actor;
  if (!settings.contactsVisibilityRestricted || user.roles.includes('Admin')) return true;
  if (contact.creatorId === user.id) return true;
  const related = new Set(firm.relationships.where((one) => one.contactId === contact.id).map((one) => one.matterId));
  return firm.matters
    .all()
    .some((matter) => isMine(matter, user.id) && (matter.clientId === contact.id || related.has(matter.id)));
}
