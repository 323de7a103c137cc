import type { IntakeRecord, NoteBody } from '../ports/intake-book.ts';
import { type Blankable, withoutBlanks } from './blanks.ts';
import type { IntakeDesk } from './intake-desk.ts';
import { holdMatter } from './live-records.ts';
import { checkExpected, type Expected, writeRecord } from './write-record.ts';

/** A note as it is put. `format` is `text` when it is left out; the text itself is kept to the letter. */
export interface NoteInput extends Blankable<Pick<NoteBody, 'subject' | 'date'>> {
  readonly body: string;
  readonly format?: NoteBody['format'] | undefined;
}

/** Throws `not-found` (the matter) and `precondition-failed`. */
export async function putNote(
  desk: IntakeDesk,
  key: { readonly firmId: string; readonly matterId: string; readonly id: string },
  input: NoteInput,
  expected?: Expected,
): Promise<IntakeRecord<'note'>> {
  return desk.storage.inTransaction(async (books) => {
    await holdMatter(books, key.firmId, key.matterId);
    const earlier = await books.intake.find(key.firmId, 'note', key.matterId, key.id, true);
    checkExpected(earlier, expected);
    const plain = withoutBlanks({ subject: input.subject, date: input.date });
    const body: NoteBody = { ...plain, body: input.body, format: input.format ?? 'text' };
    return writeRecord(books, { ...key, kind: 'note' }, earlier, { body, at: desk.now() });
  });
}
