import type { Actor } from './actor.ts';
import { dayIn, idIn, oneOf, textIn } from './body.ts';
import type { Data } from './body.ts';
import { bornValues, operateValues } from './custom-values.ts';
import { forbidden, invalid } from './errors.ts';
import { operateLines } from './lines.ts';
import type { Contact } from './rows.ts';
import type { Unborn } from './table.ts';

const NAME_MISSING = 'a person needs a first name or a last name';

const blank = (actor: Actor, type: Contact['type']): Unborn<Contact> => ({
  type,
  name: '',
  first_name: null,
  middle_name: null,
  last_name: null,
  prefix: null,
  title: null,
  date_of_birth: null,
  clio_connect_email: null,
  ledes_client_id: null,
  sales_tax_number: null,
  companyId: null,
  emails: [],
  phones: [],
  addresses: [],
  webSites: [],
  messengers: [],
  values: bornValues(actor, 'Contact'),
  folderId: null,
  creatorId: actor.user.id,
});

/** Guesses the parts of a person's full name; one word alone cannot be told apart and is refused. */
function splitName(draft: Unborn<Contact>, name: string): void {
  const words = name.split(/\s+/).filter((word) => word !== '');
  if (words.length < 2) throw invalid(NAME_MISSING);
  draft.first_name = words[0] ?? null;
  draft.last_name = words.at(-1) ?? null;
  draft.middle_name = words.length > 2 ? words.slice(1, -1).join(' ') : null;
}

function namePerson(draft: Unborn<Contact>, data: Data): void {
  const parts = ['first_name', 'middle_name', 'last_name'] as const;
  const full = textIn(data, 'name');
  const hasParts = parts.some((part) => textIn(data, part) !== undefined);
  if (!hasParts && typeof full === 'string') splitName(draft, full);
  for (const part of parts) {
    const text = textIn(data, part);
    if (text !== undefined) draft[part] = text === '' ? null : text;
  }
  if (draft.first_name === null && draft.last_name === null) throw invalid(NAME_MISSING);
  draft.name = [draft.first_name, draft.middle_name, draft.last_name].filter((part) => part !== null).join(' ');
}

function nameCompany(draft: Unborn<Contact>, data: Data): void {
  const name = textIn(data, 'name');
  if (name !== undefined) draft.name = name ?? '';
  if (draft.name === '') throw invalid("name can't be blank");
}

function attachCompany(actor: Actor, draft: Unborn<Contact>, data: Data): void {
  const id = idIn(data, 'company');
  if (id === undefined) return;
  if (id === null || actor.firm.contacts.get(id)?.type !== 'Company') throw invalid('company does not exist');
  draft.companyId = id;
}

function write(actor: Actor, draft: Unborn<Contact>, data: Data): void {
  if (draft.type === 'Person') namePerson(draft, data);
  else nameCompany(draft, data);
  for (const key of ['prefix', 'title', 'clio_connect_email', 'ledes_client_id', 'sales_tax_number'] as const) {
    const text = textIn(data, key);
    if (text !== undefined) draft[key] = text;
  }
  const born = dayIn(data, 'date_of_birth');
  if (born !== undefined) draft.date_of_birth = born;
  attachCompany(actor, draft, data);
  operateLines(draft as Contact, data, actor.firm.registrar);
}

/** Creates a contact. A second one with the same name or e-mail is nothing special to the service. */
export function createContact(actor: Actor, data: Data): Contact {
  const type = oneOf(data, 'type', ['Person', 'Company']);
  if (!type) throw invalid("type can't be blank");
  const draft = blank(actor, type);
  write(actor, draft, data);
  operateValues(actor, { parent: 'Contact', values: draft.values, creating: true }, data);
  return actor.firm.contacts.insert(draft);
}

/** Applies an update to a draft: scalars left out stay, nested lists are operations. `type` cannot change. */
export function updateContact(actor: Actor, draft: Contact, data: Data): void {
  write(actor, draft, data);
  operateValues(actor, { parent: 'Contact', values: draft.values, creating: false }, data);
}

/** Deletes a contact with its notes and relationships. A client of a matter cannot be deleted. */
export function removeContact(actor: Actor, contact: Contact): void {
  const { firm } = actor;
  if (firm.matters.all().some((matter) => matter.clientId === contact.id)) throw forbidden('Contact is in use');
  for (const note of firm.notes.where((one) => one.contactId === contact.id)) firm.notes.remove(note.id);
  for (const one of firm.relationships.where((other) => other.contactId === contact.id))
    firm.relationships.remove(one.id);
  firm.contacts.remove(contact.id);
}
