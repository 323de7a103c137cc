import type { Holdings } from './holdings.ts';
import { contactArticle } from './office-contact.ts';
import { markup } from './office-markup.ts';
import type { Markup, Part } from './office-markup.ts';
import { matterArticle } from './office-matter.ts';
import { counted } from './office-parts.ts';

/** One firm with everything it holds. */
export function accountSection(holdings: Holdings): Markup {
  const { account, matters, contacts } = holdings;
  const [mattersId, contactsId] = [`account-${account.id}-matters`, `account-${account.id}-contacts`];
  return markup`<section>
<h2>${account.name}</h2>
<p class="counts"><a href="#${mattersId}">${counted(matters.length, 'matter')}</a>
<a href="#${contactsId}">${counted(contacts.length, 'contact')}</a>
<span>${counted(holdings.relationships.length, 'relationship')}</span>
<span>${counted(holdings.notes.length, 'note')}</span>
<span>${counted(holdings.documents.length, 'file')}</span></p>
${section(
  mattersId,
  'Matters',
  matters.map((matter) => matterArticle(holdings, matter)),
  'No matters yet. Convert or sync one in Casebridge, then refresh this page.',
)}
${section(
  contactsId,
  'Contacts',
  contacts.map((contact) => contactArticle(holdings, contact)),
  'No contacts yet. They arrive with their matters.',
)}
</section>`;
}

const section = (id: string, name: string, articles: readonly Part[], whenEmpty: string): Markup =>
  markup`<section id="${id}"><h3>${name}</h3>
${articles.length === 0 ? markup`<p class="empty">${whenEmpty}</p>` : articles}</section>`;
