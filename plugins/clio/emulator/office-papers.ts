import type { HeldDocument, Holdings } from './holdings.ts';
import { markup } from './office-markup.ts';
import type { Markup } from './office-markup.ts';
import { fragment, list } from './office-parts.ts';
import { readableText } from './readable-text.ts';
import type { Note } from './rows.ts';

/** The matter or the contact that notes and files belong to. */
type Owner = { readonly matterId: number } | { readonly contactId: number };

const fragmentOf = (owner: Owner): string =>
  'matterId' in owner ? fragment('matters', owner.matterId) : fragment('contacts', owner.contactId);

const belongsTo =
  (owner: Owner) =>
  (row: { readonly matterId: number | null; readonly contactId: number | null }): boolean =>
    'matterId' in owner ? row.matterId === owner.matterId : row.contactId === owner.contactId;

export function notesOf({ notes }: Holdings, owner: Owner): Markup {
  const items = notes.filter(belongsTo(owner)).map(noteItem);
  return markup`<section id="${fragmentOf(owner)}/notes"><h5>Notes</h5>${list(items, 'No notes yet.')}</section>`;
}

function noteItem({ subject, detail, detail_text_type: type, date }: Note): Markup {
  const text = detail !== null && type === 'rich_text' ? readableText(detail) : detail;
  return markup`<strong>${subject || 'Without a subject'}</strong> <small>${date}</small>
${text ? markup`<p class="detail">${text}</p>` : null}`;
}

export function filesOf({ documents, folders }: Holdings, owner: Owner): Markup {
  const items = documents.filter(belongsTo(owner)).map((file) => {
    const folder = folders.find((candidate) => candidate.id === file.folderId && !candidate.root);
    return markup`${file.name} <small>${fileFacts(file, folder?.name).join(' · ')}</small>`;
  });
  return markup`<section id="${fragmentOf(owner)}/documents"><h5>Files</h5>${list(items, 'No files yet.')}</section>`;
}

function fileFacts(file: HeldDocument, folderName: string | undefined): string[] {
  return [
    ...(file.size === null ? [] : [`${file.size.toLocaleString('en')} bytes`]),
    arrival(file),
    ...(file.versions.length > 1 ? [`${file.versions.length} versions`] : []),
    ...(folderName === undefined ? [] : [`in the folder ${folderName}`]),
    ...(file.trashed ? ['in the trash'] : []),
  ];
}

function arrival({ fullyUploaded, versions }: HeldDocument): string {
  const newest = versions.at(-1);
  if (newest?.fullyUploaded) return 'arrived';
  if (fullyUploaded) return 'arrived, but its newest version has not';
  return newest?.bytesArrived ? 'its bytes are there, but the upload was not completed' : 'not arrived';
}
