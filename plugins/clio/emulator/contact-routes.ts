import type { Call, Route } from './call.ts';
import { createContact, removeContact, updateContact } from './contacts.ts';
import { byCustomValues, withWantedValues } from './custom-filter.ts';
import { badRequest, notFound } from './errors.ts';
import { routesOf } from './resource.ts';
import type { Resource } from './resource.ts';
import type { Contact } from './rows.ts';
import { seesContact } from './sight.ts';
import { subList } from './sub-list.ts';
import { contactView, lineView } from './view-contact.ts';

function filter(call: Call, rows: Contact[]): Contact[] {
  const type = call.query.text('type');
  if (type !== null && type !== 'Person' && type !== 'Company') throw badRequest('type is not valid');
  const without = new Set(call.query.ids('exclude_ids[]'));
  const initial = call.query.text('initial')?.toLowerCase();
  const clients = new Set(call.firm.matters.all().map((matter) => matter.clientId));
  const clientOnly = call.query.flag('client_only') === true;
  const emailOnly = call.query.flag('email_only') === true;
  const kept = rows.filter(
    (row) =>
      (type === null || row.type === type) &&
      !without.has(row.id) &&
      (initial === undefined || row.name.toLowerCase().startsWith(initial)) &&
      (!clientOnly || clients.has(row.id)) &&
      (!emailOnly || row.emails.length > 0),
  );
  return byCustomValues(call, kept);
}

const visible = (call: Call): Contact[] => call.firm.contacts.where((row) => seesContact(call, row));

const CONTACTS: Resource<Contact> = {
  path: '/contacts',
  noun: 'Contact',
  shape: 'Contact',
  needs: ['contacts'],
  orders: { name: (row) => row.name, shared_at: () => null },
  search: 'contacts',
  table: (firm) => firm.contacts,
  view: contactView,
  visible,
  filter,
  trim: withWantedValues,
  create: createContact,
  update: updateContact,
  remove: removeContact,
};

function owner(call: Call): Contact {
  const contact = visible(call).find((row) => row.id === call.ids[0]);
  if (!contact) throw notFound('Contact');
  return contact;
}

export const CONTACT_ROUTES: readonly Route[] = [
  ...routesOf(CONTACTS),
  {
    method: 'GET',
    path: '/contacts/:id/email_addresses',
    needs: ['contacts'],
    handle: (call) => subList(call, 'EmailAddress', owner(call).emails, (row) => lineView(row, call.look)),
  },
  {
    method: 'GET',
    path: '/contacts/:id/phone_numbers',
    needs: ['contacts'],
    handle: (call) => subList(call, 'PhoneNumber', owner(call).phones, (row) => lineView(row, call.look)),
  },
];
