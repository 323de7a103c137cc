import { printWith } from './expect-documents.ts';
import { printOf } from './ledger.ts';
import type { Rec } from './ledger.ts';
import { wantedDocument, wantedNote, wantedTie } from './projection.ts';
import type { Story } from './story.ts';

/** Whether something that hangs on the matter is new or changed: a matter that is gone is noticed by that alone. */
export function needsMatter(story: Story, matter: Rec): boolean {
  const { settings } = story.ledger;
  return (
    (settings.matterRelationshipSync && someTie(story, matter)) ||
    (settings.matterNoteSync && someNote(story, matter)) ||
    (settings.matterDocumentSync && someDocument(story, matter))
  );
}

function someTie(story: Story, matter: Rec): boolean {
  const { ledger, matterId } = story;
  return ledger.ids('relationship', matterId).some((id) => {
    const contact = story.contactRecord(ledger.entry('relationship', matterId, id)?.contactId ?? '');
    const print = contact && printOf(wantedTie(ledger, matterId, id, matter, contact).fields);
    return contact !== undefined && ledger.history('relationship', matterId, id)?.print !== print;
  });
}

function someNote({ ledger, matterId }: Story, matter: Rec): boolean {
  return ledger.ids('note', matterId).some((id) => {
    const print = printOf(wantedNote(ledger, matterId, id, matter).fields);
    return ledger.history('note', matterId, id)?.print !== print;
  });
}

function someDocument({ ledger, matterId }: Story, matter: Rec): boolean {
  return ledger.ids('document', matterId).some((id) => {
    const bytes = ledger.entry('document', matterId, id)?.bytes ?? '';
    const print = printWith(wantedDocument(ledger, matterId, id, matter), bytes);
    return ledger.history('document', matterId, id)?.print !== print;
  });
}
