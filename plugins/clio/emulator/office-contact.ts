import type { Holdings } from './holdings.ts';
import { customValueFacts } from './office-custom-values.ts';
import { markup } from './office-markup.ts';
import type { Markup } from './office-markup.ts';
import { filesOf, notesOf } from './office-papers.ts';
import { facts, fragment, one } from './office-parts.ts';
import { contactLink } from './office-references.ts';
import type { AddressLine, PhoneLine, PostalLine } from './rows.ts';

type HeldContact = Holdings['contacts'][number];

/** A contact, where the plugin's link to it leads. */
export function contactArticle(holdings: Holdings, contact: HeldContact): Markup {
  const owner = { contactId: contact.id };
  return markup`<article id="${fragment('contacts', contact.id)}">
<h4>${contact.name} <span class="tag">${contact.type}</span></h4>
${facts([
  ['Prefix', one(contact.prefix)],
  ['Title', one(contact.title)],
  ['Company', one(contactLink(holdings, contact.companyId))],
  ['Date of birth', one(contact.date_of_birth)],
  ['E-mail', contact.emails.map((line) => labelled(line.address, line))],
  ['Phone', contact.phones.map((line) => labelled(line.number, line))],
  ['Address', contact.addresses.map((line) => labelled(postal(line), line))],
  ['Web site', contact.webSites.map((line) => labelled(line.address, line))],
  ['Instant messenger', contact.messengers.map((line) => labelled(line.address, line))],
  ...customValueFacts(holdings, contact.values),
])}
${holdings.notes.some((note) => note.contactId === contact.id) ? notesOf(holdings, owner) : null}
${holdings.documents.some((file) => file.contactId === contact.id) ? filesOf(holdings, owner) : null}
</article>`;
}

const labelled = (text: string, { name, primary }: AddressLine | PhoneLine | PostalLine): Markup =>
  markup`${text} <small>${[name, primary ? 'primary' : ''].filter(Boolean).join(', ')}</small>`;

const postal = ({ street, city, province, postal_code, country }: PostalLine): string =>
  [street, city, [province, postal_code].filter(Boolean).join(' '), country].filter(Boolean).join(', ');
