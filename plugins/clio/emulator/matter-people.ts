import { json } from './answer.ts';
import type { Call, Route } from './call.ts';
import { notModified, recordHeaders } from './conditions.ts';
import { notFound } from './errors.ts';
import { parseFields, project } from './fields.ts';
import type { View } from './fields.ts';
import type { Contact, Matter, Relationship } from './rows.ts';
import { subList } from './sub-list.ts';
import { contactView } from './view-contact.ts';
import { relationshipView } from './view-matter.ts';

/** A contact in its part on one matter: the client has no relationship. */
interface Part extends Contact {
  relationship: Relationship | null;
}

function matterOf(call: Call): Matter {
  const matter = call.firm.matters.get(call.ids[0]);
  if (!matter) throw notFound('Matter');
  return matter;
}

function related(call: Call, matter: Matter): Part[] {
  return call.firm.relationships
    .where((one) => one.matterId === matter.id)
    .flatMap((one) => {
      const contact = call.firm.contacts.get(one.contactId);
      return contact ? [{ ...contact, relationship: one }] : [];
    });
}

function everybody(call: Call, matter: Matter): Part[] {
  const client = call.firm.contacts.get(matter.clientId);
  const parts = [...(client ? [{ ...client, relationship: null }] : []), ...related(call, matter)];
  return parts.toSorted((a, b) => a.id - b.id);
}

const relation = (part: Part, call: Call): View | null =>
  part.relationship ? relationshipView(part.relationship, call.look) : null;

/** A view with more names on it, its getters left alone. */
const extended = (view: View, more: View): View =>
  Object.defineProperties(view, Object.getOwnPropertyDescriptors(more));

function personView(part: Part, matter: Matter, call: Call): View {
  return extended(contactView(part, call.look), {
    contact_created_at: call.look.at(part.created_at),
    contact_updated_at: call.look.at(part.updated_at),
    description: part.relationship?.description ?? null,
    relationship_name: part.relationship?.description ?? null,
    is_client: part.id === matter.clientId,
    matter_id: matter.id,
    matter_number: matter.display_number,
    relationship: relation(part, call),
  });
}

// Here `id` is the relationship's and `contact_id` the contact's, unlike the list of all people.
function relatedView(part: Part, call: Call): View {
  const more = { id: part.relationship?.id, contact_id: part.id, relationship: relation(part, call) };
  return extended(contactView(part, call.look), more);
}

const needs = ['matters', 'contacts'] as const;

export const MATTER_PEOPLE_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: '/matters/:id/client',
    needs,
    handle(call) {
      const tree = parseFields(call.query.text('fields'), 'Client');
      const client = call.firm.contacts.get(matterOf(call).clientId);
      if (!client) throw notFound('Client');
      const shown = (): View => project(contactView(client, call.look), 'Client', tree);
      return notModified(call, client) ?? json(200, { data: shown() }, recordHeaders(client));
    },
  },
  {
    method: 'GET',
    path: '/matters/:id/contacts',
    needs,
    handle(call) {
      const matter = matterOf(call);
      const isClient = (part: Part): number => Number(part.id === matter.clientId);
      const view = (part: Part): View => personView(part, matter, call);
      return subList(call, 'MatterContacts', everybody(call, matter), view, { is_client: isClient });
    },
  },
  {
    method: 'GET',
    path: '/matters/:id/related_contacts',
    needs,
    handle(call) {
      const parts = related(call, matterOf(call));
      return subList(call, 'RelatedContacts', parts, (part) => relatedView(part, call), {
        'contact.name': (part) => part.name,
      });
    },
  },
];
