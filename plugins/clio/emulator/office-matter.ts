import type { Holdings } from './holdings.ts';
import { customValueFacts } from './office-custom-values.ts';
import { markup } from './office-markup.ts';
import type { Markup } from './office-markup.ts';
import { filesOf, notesOf } from './office-papers.ts';
import { facts, fragment, list, one } from './office-parts.ts';
import type { Fact } from './office-parts.ts';
import { contactLink, nameIn } from './office-references.ts';

type HeldMatter = Holdings['matters'][number];

/** A matter with its people, notes and files, where the plugin's links to them lead. */
export function matterArticle(holdings: Holdings, matter: HeldMatter): Markup {
  return markup`<article id="${fragment('matters', matter.id)}">
<h4>${matter.description} <span class="tag ${matter.status}">${matter.status}</span></h4>
${facts([...matterFacts(holdings, matter), ...customValueFacts(holdings, matter.values)])}
${peopleOf(holdings, matter.id)}
${notesOf(holdings, { matterId: matter.id })}
${filesOf(holdings, { matterId: matter.id })}
</article>`;
}

function matterFacts(holdings: Holdings, matter: HeldMatter): Fact[] {
  const { users, practiceAreas, stages } = holdings;
  return [
    ['Number', [matter.display_number]],
    ['Client', one(contactLink(holdings, matter.clientId))],
    ['Opened', one(matter.open_date)],
    ['Pending since', one(matter.pending_date)],
    ['Closed', one(matter.close_date)],
    ['Practice area', one(nameIn(practiceAreas, matter.practiceAreaId))],
    ['Stage', one(nameIn(stages, matter.stageId))],
    ['Responsible attorney', one(nameIn(users, matter.responsibleAttorneyId))],
    ['Originating attorney', one(nameIn(users, matter.originatingAttorneyId))],
    ['Responsible staff', one(nameIn(users, matter.responsibleStaffId))],
    ['Location', one(matter.location)],
    ['Client reference', one(matter.client_reference)],
  ];
}

function peopleOf(holdings: Holdings, matterId: number): Markup {
  const related = holdings.relationships.filter((relationship) => relationship.matterId === matterId);
  const items = related.map(
    ({ contactId, description }) =>
      markup`${contactLink(holdings, contactId)} <small>${description || 'without a label'}</small>`,
  );
  return markup`<section><h5>Related people</h5>${list(items, 'Nobody is related to this matter yet.')}</section>`;
}
