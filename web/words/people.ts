import type { MatterProfile } from '../api/answers.ts';
import { valueWords } from './field-words.ts';
import { textOfHtml } from './html-text.ts';

type Contact = MatterProfile['client'];

/** A person's or a company's name as the source has it. */
export function nameOf({ kind, fields, id }: Contact): string {
  const part = (path: string): string => (typeof fields[path] === 'string' ? fields[path] : '');
  const person = [part('prefix'), part('first_name'), part('middle_name'), part('last_name'), part('suffix')];
  const name = kind === 'company' ? part('company_name') : person.filter((word) => word !== '').join(' ');
  return name === '' ? id : name;
}

/** What tells a person from others, line by line. */
export function traitsOf({ fields, rows }: Contact): string[] {
  const listed = ['emails', 'phones', 'addresses'].flatMap((path) => (rows[path] ?? []).map(valueWords));
  const born = typeof fields['birth_date'] === 'string' ? [`born ${fields['birth_date']}`] : [];
  return [...listed, ...born];
}

/** What the objects of a matter are called, by kind and source id. */
export function namesIn(profile: MatterProfile): ReadonlyMap<string, string> {
  const contacts = [profile.client, ...profile.contacts];
  const people = new Map(contacts.map((contact) => [contact.id, nameOf(contact)]));
  return new Map([
    [`matter ${profile.matter.id}`, valueWords(profile.matter.fields['title'])],
    ...[...people].map(([id, name]) => [`contact ${id}`, name] as const),
    ...profile.notes.map(({ id, subject, body, format }) => {
      const text = format === 'html' ? textOfHtml(body) : body;
      return [`note ${id}`, subject ?? text.slice(0, 40)] as const;
    }),
    ...profile.documents.map(({ id, name }) => [`document ${id}`, name] as const),
    ...profile.relationships.map(
      ({ id, contactId, label }) => [`relationship ${id}`, `${people.get(contactId) ?? contactId}, ${label}`] as const,
    ),
  ]);
}
