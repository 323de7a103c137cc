import type { Call, Route } from './call.ts';
import { invalid } from './errors.ts';
import { createNote, updateNote } from './notes.ts';
import { routesOf } from './resource.ts';
import type { Resource } from './resource.ts';
import type { Note } from './rows.ts';
import { noteView } from './view-matter.ts';

/** A list of notes must say of what, and in lower case, though the same word has a capital in bodies. */
function filter(call: Call, rows: Note[]): Note[] {
  const type = call.query.text('type');
  if (type !== 'matter' && type !== 'contact') throw invalid('type must be one of ["matter", "contact"]');
  const [matterId, contactId] = [call.query.id('matter_id'), call.query.id('contact_id')];
  const timed = call.query.flag('has_time_entries') === true;
  return rows.filter(
    (row) =>
      row.type.toLowerCase() === type &&
      (matterId === null || row.matterId === matterId) &&
      (contactId === null || row.contactId === contactId) &&
      !timed,
  );
}

const NOTES: Resource<Note> = {
  path: '/notes',
  noun: 'Note',
  shape: 'Note',
  needs: ['notes'],
  orders: {
    date: (row) => row.date,
    author: (row, call) => call.firm.users.get(row.authorId)?.name ?? null,
    updated_at: (row) => row.updated_at,
  },
  search: 'notes',
  table: (firm) => firm.notes,
  view: noteView,
  filter,
  create: createNote,
  update: updateNote,
  remove: (actor, row) => actor.firm.notes.remove(row.id),
};

export const NOTE_ROUTES: readonly Route[] = routesOf(NOTES);
