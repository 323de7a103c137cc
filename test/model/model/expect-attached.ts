import { choices } from './choices.ts';
import { namesGone, sureContact } from './expect-contact.ts';
import { keyOf, printOf } from './ledger.ts';
import type { Cells, History, Rec } from './ledger.ts';
import { wantedNote, wantedTie } from './projection.ts';
import type { Wanted } from './projection.ts';
import type { ContactRecord, Story } from './story.ts';

/** What the ties say that have a record of their own; a new one that says the same is folded into it. */
export function standingTies(story: Story, matter: Rec): Set<string> {
  const { ledger, matterId } = story;
  const standing = ledger.ids('relationship', matterId).flatMap((id) => {
    const contact = story.contactRecord(ledger.entry('relationship', matterId, id)?.contactId ?? '');
    const stands = contact && ledger.history('relationship', matterId, id) !== undefined;
    return stands ? [printOf(wantedTie(ledger, matterId, id, matter, contact).fields)] : [];
  });
  return new Set(standing);
}

/** Every live tie of the matter; those equal in contact and label are one. */
export function expectTies(story: Story, matter: Rec): void {
  const { ledger, matterId } = story;
  const seen = standingTies(story, matter);
  for (const id of ledger.ids('relationship', matterId)) {
    const contactId = ledger.entry('relationship', matterId, id)?.contactId ?? '';
    const contact = story.contactRecord(contactId);
    const wanted = wantedTie(ledger, matterId, id, matter, contact);
    const same = printOf(wanted.fields);
    const history =
      ledger.history('relationship', matterId, id) ?? (seen.has(same) ? undefined : takeOver(story, id, same));
    if (history) expectLinked(story, 'relationship', id, history, wanted, []);
    else if (!contact) story.stopped.add(story.key('relationship', id));
    else if (!seen.has(same)) makeTie(story, id, contactId, matter);
    seen.add(same);
  }
}

/** A tie that was folded into one whose source is gone goes on with its record. */
function takeOver({ ledger, matterId }: Story, id: string, print: string): History | undefined {
  const prefix = keyOf('relationship', matterId, '');
  const live = new Set(ledger.ids('relationship', matterId).map((one) => `${prefix}${one}`));
  const found = [...ledger.histories.entries()].find(
    ([key, history]) => key.startsWith(prefix) && !live.has(key) && history.print === print,
  );
  if (!found) return undefined;
  ledger.histories.delete(found[0]);
  ledger.histories.set(keyOf('relationship', matterId, id), found[1]);
  return found[1];
}

function makeTie(story: Story, id: string, contactId: string, matter: Rec): void {
  // A tie that is turned down makes the line look at both ends.
  if (story.contactRecord(contactId)?.gone) story.read.add(story.key('matter', story.matterId));
  const contact = sureContact(story, contactId);
  if (contact) story.create('relationship', id, wantedTie(story.ledger, story.matterId, id, matter, contact));
  else story.stopped.add(story.key('relationship', id));
}

const texts = ['subject', 'body', 'date'] as const;

export function expectNotes(story: Story, matter: History): void {
  const { ledger, matterId } = story;
  for (const id of ledger.ids('note', matterId)) {
    const wanted = wantedNote(ledger, matterId, id, matter.rec);
    const history = ledger.history('note', matterId, id);
    if (history) expectLinked(story, 'note', id, history, wanted, texts);
    else {
      const twin =
        matter.origin === 'by-hand'
          ? ledger.live('note').find((rec) => !ledger.owner(rec) && reads(rec, wanted))
          : undefined;
      if (twin) story.tie('note', id, twin, 'adopted', wanted);
      else story.create('note', id, wanted);
    }
  }
}

const reads = (rec: Rec, wanted: Wanted): boolean => printOf(rec.fields) === printOf(wanted.fields);

/** A contact that cannot be named now is no change of the source. */
export function hasMoved(history: History, wanted: Wanted, kind: 'relationship' | 'note'): boolean {
  const named: Cells = {
    ...(history.bases.contact !== undefined && { contact: history.bases.contact }),
    ...wanted.fields,
  };
  if (choices.deletedIsJudgedByLastSync) return history.print !== printOf(named);
  return (kind === 'note' ? ['matter', ...texts] : ['matter', 'contact', 'label']).some(
    (field) => history.bases[field] !== named[field],
  );
}

function makeAgain(story: Story, kind: 'relationship' | 'note', id: string, wanted: Wanted): void {
  const { matter } = wanted.fields;
  const contactId = kind === 'relationship' ? story.ledger.entry(kind, story.matterId, id)?.contactId : undefined;
  if (contactId === undefined || matter === undefined || typeof matter === 'string') story.create(kind, id, wanted);
  else makeTie(story, id, contactId, matter);
}

/** What a tie can still say once it is known what became of the contact; both its ends are looked at. */
function sureTie(story: Story, id: string, contactId: string, { fields }: Wanted): Wanted {
  story.read.add(story.key('matter', story.matterId));
  const { matter } = fields;
  const contact = sureContact(story, contactId);
  if (matter === undefined || typeof matter === 'string') throw new Error('A tie has a matter.');
  return wantedTie(story.ledger, story.matterId, id, matter, contact);
}

/** A record that a person deleted stays so until its source says something new. */
function expectLinked(
  story: Story,
  kind: 'relationship' | 'note',
  id: string,
  history: History,
  wanted: Wanted,
  keepsTarget: readonly string[],
): void {
  const { contact: _now, ...rest } = wanted.fields;
  const contactId = kind === 'relationship' ? (story.ledger.entry(kind, story.matterId, id)?.contactId ?? '') : '';
  const printBy = (refOf: ContactRecord) => {
    const contact = refOf(contactId);
    return printOf(contact ? { ...rest, contact } : rest);
  };
  const again = () => hasMoved(history, wanted, kind) && choices.deletedComesBackOnChange;
  if (history.knownGone && printOf(wanted.fields) !== history.print && again()) makeAgain(story, kind, id, wanted);
  if (history.knownGone || !story.looks(kind, id, history, printBy)) return;
  if (!history.rec.gone) {
    const isGone = namesGone(story, 'contact', wanted.fields.contact, history);
    story.carry(history, isGone ? sureTie(story, id, contactId, wanted) : wanted, keepsTarget);
    return;
  }
  if (again()) makeAgain(story, kind, id, wanted);
  else history.knownGone = true;
}
