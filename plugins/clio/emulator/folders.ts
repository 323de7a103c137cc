import type { Actor } from './actor.ts';
import { flagIn, objectIn, oneOf, textIn, wholeNumber } from './body.ts';
import type { Data } from './body.ts';
import { Refusal, invalid } from './errors.ts';
import { operateProperties } from './properties.ts';
import type { Folder } from './rows.ts';
import type { Unborn } from './table.ts';

interface Owner {
  matterId?: number;
  contactId?: number;
}

/** Makes the folder at the top of a matter or contact. */
export const rootFolder = (actor: Actor, name: string, owner: Owner): Folder =>
  actor.firm.folders.insert({
    name,
    root: true,
    parentId: null,
    matterId: owner.matterId ?? null,
    contactId: owner.contactId ?? null,
    creatorId: actor.user.id,
    deleted_at: null,
    locked: false,
    properties: [],
  });

/** The folder of a contact, made on first use. */
function contactFolder(actor: Actor, id: number): Folder | undefined {
  const { firm } = actor;
  const contact = firm.contacts.get(id);
  if (!contact) return undefined;
  const folder = firm.folders.get(contact.folderId) ?? rootFolder(actor, contact.name, { contactId: id });
  contact.folderId = folder.id;
  return folder;
}

/** The folder a body's `parent` means: a folder itself, or the one of a matter or contact. */
export function parentFolder(actor: Actor, data: Data): Folder {
  const { firm } = actor;
  const parent = objectIn(data, 'parent');
  const type = parent && oneOf(parent, 'type', ['Folder', 'Matter', 'Contact']);
  if (!parent || !type) throw invalid("parent can't be blank");
  const id = wholeNumber(parent['id'], 'parent.id');
  const found = {
    Folder: () => firm.folders.get(id),
    Matter: () => firm.folders.get(firm.matters.get(id)?.folderId),
    Contact: () => contactFolder(actor, id),
  }[type]();
  if (!found || isTrashed(actor, found)) throw invalid('parent does not exist');
  return found;
}

/** Whether a folder or anything above it is in the trash. */
export function isTrashed(actor: Actor, folder: Folder): boolean {
  for (let at: Folder | undefined = folder; at; at = actor.firm.folders.get(at.parentId)) {
    if (at.deleted_at !== null) return true;
  }
  return false;
}

/** Ids of a folder and everything below it. */
export function withDescendants(actor: Actor, id: number): Set<number> {
  const found = new Set([id]);
  // Ids rise with birth, but a folder can be moved below a younger one, so one pass is not enough.
  for (let before = 0; before !== found.size;) {
    before = found.size;
    for (const folder of actor.firm.folders.all()) {
      if (folder.parentId !== null && found.has(folder.parentId)) found.add(folder.id);
    }
  }
  return found;
}

export function createFolder(actor: Actor, data: Data): Folder {
  const name = textIn(data, 'name');
  if (!name) throw invalid("name can't be blank");
  const parent = parentFolder(actor, data);
  const draft: Unborn<Folder> = {
    name,
    root: false,
    parentId: parent.id,
    matterId: parent.matterId,
    contactId: parent.contactId,
    creatorId: actor.user.id,
    deleted_at: null,
    locked: false,
    properties: [],
  };
  operateProperties(actor, draft.properties, data);
  return actor.firm.folders.insert(draft);
}

export function updateFolder(actor: Actor, draft: Folder, data: Data): void {
  if (draft.locked) throw new Refusal(403, 'ForbiddenError', 'Folder is locked');
  const name = textIn(data, 'name');
  if (name !== undefined) draft.name = name ?? '';
  if (draft.name === '') throw invalid("name can't be blank");
  operateProperties(actor, draft.properties, data);
  if (data['parent'] !== undefined) moveInto(actor, draft, parentFolder(actor, data));
  if (flagIn(data, 'restore') === true) draft.deleted_at = null;
}

function moveInto(actor: Actor, draft: Folder, parent: Folder): void {
  const below = withDescendants(actor, draft.id);
  if (draft.root || below.has(parent.id)) throw invalid('folder cannot be moved there');
  Object.assign(draft, { parentId: parent.id, matterId: parent.matterId, contactId: parent.contactId });
  for (const id of below) {
    const folder = actor.firm.folders.get(id);
    if (folder && id !== draft.id) Object.assign(folder, { matterId: parent.matterId, contactId: parent.contactId });
  }
}

const deleteFailed = (why: string): Refusal => new Refusal(400, 'DeleteFailed', `Delete failed: ${why}`);

/** Moves a folder to the trash. A root folder, or one with locked items, stays. */
export function trashFolder(actor: Actor, folder: Folder): void {
  if (folder.root) throw deleteFailed('a root folder stays');
  const below = withDescendants(actor, folder.id);
  const locked = actor.firm.documents.where((document) => document.locked && below.has(document.folderId));
  if (locked.length > 0) throw deleteFailed('something locked lies in this folder');
  actor.firm.folders.edit(folder.id, (draft) => {
    draft.deleted_at = actor.firm.registrar.now();
  });
}
