import type { Contact, CustomField, Matter, Note } from './rows.ts';
import type { Table } from './table.ts';

type Texts = (string | null)[];

/** What `query` searches on a contact (clio-api facts: contacts). Phones are matched as stored, not by their digits. */
export function contactTexts(
  row: Contact,
  fields: Table<CustomField>,
  contacts: Table<Contact>,
  matters: Table<Matter> | undefined,
): Texts {
  const values = row.values.filter((value) => fields.get(value.fieldId)?.deleted === false);
  const places = row.addresses.map((line) => [line.street, line.city, line.province, line.postal_code].join(' '));
  return [
    row.name,
    row.title,
    ...row.emails.map((line) => line.address),
    ...row.phones.map((line) => line.number),
    ...row.webSites.map((line) => line.address),
    ...row.messengers.map((line) => line.address),
    ...places,
    ...values.map((value) => (value.value === null ? null : String(value.value))),
    contacts.get(row.companyId)?.name ?? null,
    ...(matters?.where((matter) => matter.clientId === row.id).map((matter) => matter.description) ?? []),
  ];
}

/** What `query` searches on a matter: not its client reference, and no custom values. */
export function matterTexts(row: Matter, contacts: Table<Contact>): Texts {
  const client = contacts.get(row.clientId);
  return [
    row.display_number,
    String(row.number),
    row.description,
    client?.first_name ?? null,
    client?.last_name ?? null,
    client?.name ?? null,
  ];
}

export const noteTexts = (row: Note): Texts => [row.subject, row.detail];
