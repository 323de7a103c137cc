import { hasMoved, standingTies } from './expect-attached.ts';
import { printWith, vanishedTwin } from './expect-documents.ts';
import { printOf } from './ledger.ts';
import type { Rec } from './ledger.ts';
import { wantedDocument, wantedNote, wantedTie } from './projection.ts';
import type { Story } from './story.ts';

/** Whether something that hangs on the matter is new or changed: a matter that is gone is noticed by that alone. */
export function needsMatter(story: Story, matter: Rec): boolean {
  const { settings } = story.ledger;
  return (
    (settings.matterRelationshipSync && newTies(story, matter).length > 0) ||
    (settings.matterNoteSync && someNote(story, matter)) ||
    (settings.matterDocumentSync && someDocument(story, matter))
  );
}

/** The contacts of ties that are new or changed. */
export function newTies(story: Story, matter: Rec): string[] {
  const { ledger, matterId } = story;
  const seen = standingTies(story, matter);
  return ledger.ids('relationship', matterId).flatMap((id) => {
    const contactId = ledger.entry('relationship', matterId, id)?.contactId ?? '';
    const contact = story.contactRecord(contactId);
    const wanted = wantedTie(ledger, matterId, id, matter, contact);
    const print = printOf(wanted.fields);
    const history = ledger.history('relationship', matterId, id);
    const folded = !history && seen.has(print);
    seen.add(print);
    const changed = !history || (history.print !== print && hasMoved(history, wanted, 'relationship'));
    return contact !== undefined && !folded && changed ? [contactId] : [];
  });
}

function someNote({ ledger, matterId }: Story, matter: Rec): boolean {
  return ledger.ids('note', matterId).some((id) => {
    const print = printOf(wantedNote(ledger, matterId, id, matter).fields);
    return ledger.history('note', matterId, id)?.print !== print;
  });
}

function someDocument(story: Story, matter: Rec): boolean {
  const { ledger, matterId } = story;
  return ledger.ids('document', matterId).some((id) => {
    const bytes = ledger.entry('document', matterId, id)?.bytes ?? '';
    const wanted = wantedDocument(ledger, matterId, id, matter);
    const history = ledger.history('document', matterId, id) ?? vanishedTwin(story, wanted, bytes)?.[1];
    return history?.print !== printWith(wanted, bytes);
  });
}

/** New ties that cannot go: those whose contact has no record, or all of them where the matter has none. */
export function stopUnnamedTies(story: Story, which: 'unnamed' | 'all' = 'unnamed'): void {
  const { ledger, matterId } = story;
  if (!ledger.settings.matterRelationshipSync) return;
  for (const id of ledger.ids('relationship', matterId)) {
    const contact = story.contactRecord(ledger.entry('relationship', matterId, id)?.contactId ?? '');
    const stops = which === 'all' || !contact;
    if (stops && !ledger.history('relationship', matterId, id)) story.stopped.add(story.key('relationship', id));
  }
}
