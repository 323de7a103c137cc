import { choices } from './choices.ts';
import { keyOf, printOf } from './ledger.ts';
import type { Cell, History, Ledger, Rec } from './ledger.ts';
import { hasName, wantedContact } from './projection.ts';
import type { Wanted } from './projection.ts';
import { findPerson, sameness } from './same-person.ts';
import type { Match } from './same-person.ts';
import type { ContactRecord, Story } from './story.ts';
import { isWritten } from './three-way.ts';

/** Who the new contacts of a family may be, as the target stands before anything is written. */
export function lookEveryoneUp(ledger: Ledger, ids: readonly string[]): Map<string, Match> {
  const found = new Map<string, Match>();
  for (const id of ids) {
    const wanted = wantedContact(ledger, id, () => undefined);
    if (!ledger.history('contact', '', id) && hasName(wanted)) found.set(id, findPerson(ledger, id, wanted));
  }
  return found;
}

export function expectContact(story: Story, id: string, match: Match | undefined): void {
  const wanted = wantedContact(story.ledger, id, (companyId) => story.contactRecord(companyId));
  const history = story.ledger.history('contact', '', id);
  if (history) expectLinked(story, id, history, wanted);
  else if (!hasName(wanted)) story.refuse('contact', id);
  else expectNew(story, id, wanted, match);
}

function expectNew(story: Story, id: string, wanted: Wanted, match: Match | undefined): void {
  const answer = story.answer('contact', id);
  const asked = story.ledger.asked(keyOf('contact', '', id), story.matterId);
  const policy = story.ledger.settings.contactMatching;
  if (answer?.choice === 'link' && answer.rec) story.tie('contact', id, answer.rec, 'by-hand', wanted);
  else if (answer?.choice === 'create') story.create('contact', id, wanted);
  else if (match?.verdict === 'adopt' && !story.ledger.owner(match.rec)) {
    story.tie('contact', id, match.rec, 'adopted', wanted);
  } else if (match?.verdict === 'adopt' && policy === 'ask') story.ask('contact', id, 'same-person', [match.rec]);
  else if (match?.verdict === 'ask' && policy === 'ask') story.ask('contact', id, 'same-person', match.recs);
  else if (choices.sharedContactsStayAsked && stillShared(asked?.candidates ?? [], wanted) && policy === 'ask') {
    story.ask('contact', id, 'same-person', asked?.candidates);
  } else story.create('contact', id, wanted);
}

/** A question about a record that another source contact took meanwhile does not answer itself. */
const stillShared = (candidates: readonly Rec[], wanted: Wanted): boolean =>
  candidates.some((rec) => !rec.gone && sameness(wanted, rec) !== 'somebody-else');

function expectLinked(story: Story, id: string, history: History, wanted: Wanted): void {
  const printBy = (refOf: ContactRecord) => {
    const { fields, rows } = wantedContact(story.ledger, id, refOf);
    return printOf(fields, rows);
  };
  if (!story.looks('contact', id, history, printBy)) return;
  if (!history.rec.gone) story.carry(history, wanted);
  else expectGone(story, id, history, wanted);
}

/** Whether an update would name a record that is gone: the target turns it down, and that is how it is noticed. */
export function namesGone(story: Story, field: string, source: Cell | undefined, history: History): boolean {
  const isGone = typeof source === 'object' && 'gone' in source && source.gone;
  return isGone && isWritten(field, source, history, story.ledger.settings);
}

/** The record a new matter or a new tie names: naming one that is gone is how that is noticed. */
export function sureContact(story: Story, id: string): Rec | undefined {
  const rec = story.contactRecord(id);
  const history = story.ledger.history('contact', '', id);
  if (!rec?.gone || !history) return rec;
  story.secondRound = true;
  expectGone(
    story,
    id,
    history,
    wantedContact(story.ledger, id, (companyId) => story.contactRecord(companyId)),
  );
  return story.contactRecord(id);
}

function expectGone(story: Story, id: string, history: History, wanted: Wanted): void {
  if (story.ledger.entry('matter', '', story.matterId)?.contactId === id)
    story.read.add(story.key('matter', story.matterId));
  const answer = story.answer('contact', id);
  if (answer?.choice === 'recreate') story.create('contact', id, wanted);
  else if (answer?.choice === 'link' && answer.rec) story.tie('contact', id, answer.rec, 'by-hand', wanted);
  else if (answer?.choice === 'leave' || history.knownGone) {
    history.knownGone = true;
    history.print = printOf(wanted.fields, wanted.rows);
  } else {
    const became = whoItBecame(story, id, wanted);
    if (became) story.tie('contact', id, became, 'adopted', wanted);
    else story.ask('contact', id, 'contact-gone');
  }
}

/** The linked matter's client, then our key, then surely the same: exactly one. */
function whoItBecame(story: Story, id: string, wanted: Wanted): Rec | undefined {
  const { ledger, matterId } = story;
  const me = story.key('contact', id);
  const matter = ledger.history('matter', '', matterId)?.rec;
  const client = matter && !matter.gone ? matter.fields.client : undefined;
  const isClient = ledger.entry('matter', '', matterId)?.contactId === id;
  if (isClient && client !== undefined && typeof client !== 'string' && !ledger.isTaken(client, me)) {
    if (!client.gone && sameness(wanted, client) !== 'somebody-else') return client;
  }
  const keyed = ledger
    .live('contact')
    .filter((rec) => rec.key !== undefined && rec.key === ledger.keys.get(me) && !ledger.owner(rec));
  if (keyed.length === 1) return keyed[0];
  const match = findPerson(ledger, id, wanted);
  return match.verdict === 'adopt' ? match.rec : undefined;
}
