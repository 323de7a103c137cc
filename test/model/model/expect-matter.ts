import { choices } from './choices.ts';
import { namesGone, sureContact } from './expect-contact.ts';
import { foldText } from './folding.ts';
import { needsMatter, newTies, stopUnnamedTies } from './hangs-on-matter.ts';
import { printOf } from './ledger.ts';
import type { Answer, Cell, History, Ledger, Rec } from './ledger.ts';
import { wantedMatter } from './projection.ts';
import type { Wanted } from './projection.ts';
import type { Story } from './story.ts';

/** Carries the matter; answers its record, or nothing where what hangs on it cannot go. */
export function expectMatter(story: Story): History | undefined {
  const { ledger, matterId } = story;
  const clientId = ledger.entry('matter', '', matterId)?.contactId ?? '';
  const client = story.contactRecord(clientId);
  const wanted = wantedMatter(ledger, matterId, client);
  const history = ledger.history('matter', '', matterId);
  if (history) return expectLinked(story, history, wanted);
  const sure = client && sureContact(story, clientId);
  if (sure) return expectNew(story, clientId, sure, wantedMatter(ledger, matterId, sure));
  story.stopped.add(story.key('matter', matterId));
  return undefined;
}

function expectNew(story: Story, clientId: string, client: Rec, wanted: Wanted): History | undefined {
  const { ledger, matterId } = story;
  const answer = story.answer('matter', matterId);
  if (answer?.choice === 'link' && answer.rec) return tieMatter(story, answer.rec, wanted);
  if (answer?.choice !== 'create') {
    const typed = typedByHand(ledger, clientId, client, wanted);
    if (typed.length > 0) {
      story.ask('matter', matterId, 'same-matter', typed);
      return undefined;
    }
  }
  return story.create('matter', matterId, wanted);
}

/** Matters of a client we did not make that read the same and are not tied to any source matter. */
function typedByHand(ledger: Ledger, clientId: string, client: Rec, wanted: Wanted): Rec[] {
  const origin = ledger.history('contact', '', clientId)?.origin;
  const searched = origin === 'adopted' || (origin === 'by-hand' && choices.byHandClientsAreSearched);
  if (!searched) return [];
  return ledger.live('matter').filter((rec) => {
    const tied = choices.tiedMattersAreNotOffered && ledger.owner(rec) !== undefined;
    return rec.fields.client === client && !tied && readsTheSame(rec.fields.title, wanted.fields.title);
  });
}

const readsTheSame = (one: Cell | undefined, other: Cell | undefined): boolean =>
  typeof one === 'string' && typeof other === 'string' && foldText(one) === foldText(other);

function tieMatter(story: Story, rec: Rec, wanted: Wanted): History {
  const { status, ...rest } = wanted.fields;
  const history = story.tie('matter', story.matterId, rec, 'by-hand', { fields: rest, rows: {} });
  carryStatus(story, history, status);
  history.print = printOf(wanted.fields);
  return history;
}

function expectLinked(story: Story, history: History, wanted: Wanted): History | undefined {
  const { matterId } = story;
  if (history.knownGone) return leaveGone(story, history);
  const clientId = story.ledger.entry('matter', '', matterId)?.contactId ?? '';
  const looked = story.looks('matter', matterId, history, (refOf) =>
    printOf(wantedMatter(story.ledger, matterId, refOf(clientId)).fields),
  );
  if (history.rec.gone && !looked) return expectUnseen(story, history);
  if (history.rec.gone) return expectGone(story, history);
  if (!looked) return history;
  const sure = namesGone(story, 'client', wanted.fields.client, history) ? sureWanted(story, clientId) : wanted;
  const { status, ...rest } = sure.fields;
  story.carry(history, { fields: rest, rows: {} });
  carryStatus(story, history, status);
  history.print = printOf(sure.fields);
  return history;
}

/** What can still be said once it is known what became of the client. */
function sureWanted(story: Story, clientId: string): Wanted {
  story.read.add(story.key('matter', story.matterId));
  return wantedMatter(story.ledger, story.matterId, sureContact(story, clientId));
}

/** Only pending becomes open, never back, never from closed; what a person set after us stays. */
function carryStatus(story: Story, history: History, wanted: Cell | undefined): void {
  const { fields } = history.rec;
  if (wanted === fields.status && wanted !== undefined) history.bases.status = wanted;
  if (wanted !== 'open' || fields.status !== 'pending') return;
  const setBack = history.bases.status === 'open' && !story.ledger.settings.restoreEdits;
  if (setBack && choices.pendingSetByPersonStays) return;
  fields.status = wanted;
  history.bases.status = wanted;
}

function expectGone(story: Story, history: History): History | undefined {
  const { matterId } = story;
  const answer = story.answer('matter', matterId);
  if (answer?.choice === 'recreate') return expectAgain(story, answer);
  if (answer?.choice === 'leave') {
    history.knownGone = true;
    return leaveGone(story, history);
  }
  story.ask('matter', matterId, 'matter-gone');
  return undefined;
}

/** Only something new that is turned down shows that it is gone; whatever it named is looked at, people too. */
function expectUnseen(story: Story, history: History): History | undefined {
  stopUnnamedTies(story);
  if (!needsMatter(story, history.rec)) return undefined;
  story.secondRound = true;
  if (story.ledger.settings.matterRelationshipSync)
    for (const id of newTies(story, history.rec)) sureContact(story, id);
  return expectGone(story, history);
}

function expectAgain(story: Story, answer: Answer): History | undefined {
  const { ledger, matterId } = story;
  const client = sureContact(story, ledger.entry('matter', '', matterId)?.contactId ?? '');
  if (client) return story.create('matter', matterId, wantedMatter(ledger, matterId, client));
  story.ledger.answers.set(story.key('matter', matterId), answer);
  story.stopped.add(story.key('matter', matterId));
  return undefined;
}

/** A person left the matter deleted; what is new on it has nowhere to go. */
function leaveGone(story: Story, history: History): undefined {
  stopUnnamedTies(story, 'all');
  if (needsMatter(story, history.rec)) story.stopped.add(story.key('matter', story.matterId));
}
