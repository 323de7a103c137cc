import { today } from './actor.ts';
import type { Actor } from './actor.ts';
import { dayIn, idIn, oneOf, rawTextIn } from './body.ts';
import type { Data } from './body.ts';
import { invalid } from './errors.ts';
import { richText } from './rich-text.ts';
import type { Note } from './rows.ts';
import { seesContact } from './sight.ts';
import type { Unborn } from './table.ts';

function write(actor: Actor, draft: Unborn<Note>, data: Data): void {
  draft.detail_text_type = oneOf(data, 'detail_text_type', ['plain_text', 'rich_text']) ?? draft.detail_text_type;
  const subject = rawTextIn(data, 'subject');
  if (subject !== undefined) draft.subject = subject;
  const detail = rawTextIn(data, 'detail');
  if (detail !== undefined) draft.detail = detail;
  if (draft.detail !== null && draft.detail_text_type === 'rich_text') {
    draft.detail = richText(draft.detail, actor.settings.richText);
  }
  draft.date = dayIn(data, 'date') ?? draft.date;
}

function matterOf(actor: Actor, data: Data): number {
  const matter = actor.firm.matters.get(idIn(data, 'matter'));
  if (!matter) throw invalid('matter does not exist');
  return matter.id;
}

function contactOf(actor: Actor, data: Data): number {
  const contact = actor.firm.contacts.get(idIn(data, 'contact'));
  if (!contact || !seesContact(actor, contact)) throw invalid('contact does not exist');
  return contact.id;
}

/** Creates a note. Here `type` has a capital; the list filter of the same name wants none (clio-api facts: notes). */
export function createNote(actor: Actor, data: Data): Note {
  const type = oneOf(data, 'type', ['Matter', 'Contact']);
  if (!type) throw invalid("type can't be blank");
  const draft: Unborn<Note> = {
    type,
    subject: null,
    detail: null,
    detail_text_type: 'plain_text',
    date: today(actor),
    matterId: type === 'Matter' ? matterOf(actor, data) : null,
    contactId: type === 'Contact' ? contactOf(actor, data) : null,
    authorId: actor.user.id,
  };
  write(actor, draft, data);
  return actor.firm.notes.insert(draft);
}

/** Only subject, detail, its text type and the date can change; anything else in the body is dropped. */
export const updateNote = (actor: Actor, draft: Note, data: Data): void => write(actor, draft, data);
