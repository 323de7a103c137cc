import type { Actor } from './actor.ts';
import { idIn, textIn } from './body.ts';
import type { Data } from './body.ts';
import { invalid } from './errors.ts';
import type { Relationship } from './rows.ts';
import { seesContact } from './sight.ts';
import type { Unborn } from './table.ts';

function write(actor: Actor, draft: Unborn<Relationship>, data: Data): void {
  const matterId = idIn(data, 'matter');
  if (matterId !== undefined) draft.matterId = actor.firm.matters.get(matterId)?.id ?? 0;
  if (draft.matterId === 0) throw invalid('matter does not exist');
  const contactId = idIn(data, 'contact');
  if (contactId !== undefined) {
    const contact = actor.firm.contacts.get(contactId);
    draft.contactId = contact && seesContact(actor, contact) ? contact.id : 0;
  }
  if (draft.contactId === 0) throw invalid('contact does not exist');
  const description = textIn(data, 'description');
  if (description !== undefined) draft.description = description;
}

/** Creates a relationship. The same contact, matter and description a second time makes a second one. */
export function createRelationship(actor: Actor, data: Data): Relationship {
  const draft: Unborn<Relationship> = { description: null, matterId: 0, contactId: 0 };
  write(actor, draft, data);
  return actor.firm.relationships.insert(draft);
}

export const updateRelationship = (actor: Actor, draft: Relationship, data: Data): void => write(actor, draft, data);
