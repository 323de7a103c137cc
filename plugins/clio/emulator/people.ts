import { createHash } from 'node:crypto';
import type { Actor } from './actor.ts';
import type { Data } from './body.ts';
import { createContact, removeContact, updateContact } from './contacts.ts';
import { createCustomField, removeCustomField, updateCustomField } from './custom-fields.ts';
import { readValue } from './custom-values.ts';
import { createDocument, trashDocument, updateDocument } from './documents.ts';
import { createFolder, trashFolder, updateFolder } from './folders.ts';
import { createMatter, removeMatter, updateMatter } from './matters.ts';
import { mergeContacts } from './merge-contacts.ts';
import { createNote, updateNote } from './notes.ts';
import { createRelationship, updateRelationship } from './relationships.ts';
import type {
  Contact,
  CustomField,
  Document,
  Folder,
  Matter,
  Note,
  PracticeArea,
  Relationship,
  Row,
  User,
  ValueRow,
} from './rows.ts';
import type { PracticeAreaSeed } from './seeds.ts';
import type { Table } from './table.ts';
import type { Tokens } from './tokens.ts';
import { latestVersion } from './view-document.ts';

/** A new document as a person drops it into a matter, contact or folder. */
export interface DroppedFile {
  name: string;
  parent: { id: number; type: 'Matter' | 'Contact' | 'Folder' | 'Document' };
  bytes: Uint8Array | string;
}

/**
 * Somebody in the firm, at Clio's own screens. Bodies have the shape of the API's `data`; what the API would refuse
 * throws here. No request is made, so nothing of it shows in the log.
 */
export class People {
  readonly #actor: Actor;
  readonly #tokens: Tokens;

  constructor(actor: Actor, tokens: Tokens) {
    this.#actor = actor;
    this.#tokens = tokens;
  }

  addContact = (data: Data): Contact => createContact(this.#actor, data);
  editContact = (id: number, data: Data): Contact => this.#edit(this.#actor.firm.contacts, id, data, updateContact);
  deleteContact = (id: number): void => removeContact(this.#actor, this.#get(this.#actor.firm.contacts, id));
  /** Folds one contact into another; the second is gone afterwards. */
  mergeContacts = (keepId: number, goneId: number): void => mergeContacts(this.#actor, keepId, goneId);
  setContactValue = (id: number, fieldId: number, value: unknown): void =>
    this.#setValue(this.#actor.firm.contacts, id, fieldId, value);

  addMatter = (data: Data): Matter => createMatter(this.#actor, data);
  editMatter = (id: number, data: Data): Matter => this.#edit(this.#actor.firm.matters, id, data, updateMatter);
  deleteMatter = (id: number): void => removeMatter(this.#actor, this.#get(this.#actor.firm.matters, id));
  setMatterValue = (id: number, fieldId: number, value: unknown): void =>
    this.#setValue(this.#actor.firm.matters, id, fieldId, value);

  addNote = (data: Data): Note => createNote(this.#actor, data);
  editNote = (id: number, data: Data): Note => this.#edit(this.#actor.firm.notes, id, data, updateNote);
  deleteNote = (id: number): void => this.#actor.firm.notes.remove(id);

  addRelationship = (data: Data): Relationship => createRelationship(this.#actor, data);
  editRelationship = (id: number, data: Data): Relationship =>
    this.#edit(this.#actor.firm.relationships, id, data, updateRelationship);
  deleteRelationship = (id: number): void => this.#actor.firm.relationships.remove(id);

  addCustomField = (data: Data): CustomField => createCustomField(this.#actor, data);
  editCustomField = (id: number, data: Data): CustomField =>
    this.#edit(this.#actor.firm.customFields, id, data, updateCustomField);
  deleteCustomField = (id: number): void =>
    removeCustomField(this.#actor, this.#get(this.#actor.firm.customFields, id));
  addPracticeArea = (seed: PracticeAreaSeed): PracticeArea => this.#actor.firm.addPracticeArea(seed);
  deletePracticeArea = (id: number): void => this.#actor.firm.practiceAreas.remove(id);

  addFolder = (data: Data): Folder => createFolder(this.#actor, data);
  editFolder = (id: number, data: Data): Folder => this.#edit(this.#actor.firm.folders, id, data, updateFolder);
  trashFolder = (id: number): void => trashFolder(this.#actor, this.#get(this.#actor.firm.folders, id));

  /** Uploads a file; with a document as parent, a new version of it. */
  addDocument(file: DroppedFile): Document {
    const { name, parent, bytes } = file;
    const announced = createDocument(this.#actor, { name, parent, content_type: 'application/octet-stream' });
    const uuid = latestVersion(announced)?.uuid ?? '';
    const buffer = Buffer.from(bytes as string);
    this.#actor.storage.objects.put(uuid, null, {
      size: buffer.length,
      sha256: createHash('sha256').update(buffer).digest('hex'),
      md5: createHash('md5').update(buffer).digest('base64'),
      bytes: buffer,
      file: null,
    });
    return this.#edit(this.#actor.firm.documents, announced.id, { uuid, fully_uploaded: true }, updateDocument);
  }

  newDocumentVersion = (id: number, name: string, bytes: Uint8Array | string): Document =>
    this.addDocument({ name, parent: { id, type: 'Document' }, bytes });
  renameDocument = (id: number, name: string): Document => this.#editDocument(id, { name });
  moveDocument = (id: number, parent: { id: number; type: 'Matter' | 'Contact' | 'Folder' }): Document =>
    this.#editDocument(id, { parent });
  editDocument = (id: number, data: Data): Document => this.#editDocument(id, data);
  trashDocument = (id: number): void => trashDocument(this.#actor, this.#get(this.#actor.firm.documents, id));
  restoreDocument = (id: number): Document => this.#editDocument(id, { restore: true });
  /** Empties the document out of the trash for good. */
  purgeDocument = (id: number): void => this.#actor.firm.documents.remove(id);
  lockDocument = (id: number, locked = true): Document =>
    this.#actor.firm.documents.edit(id, (draft) => {
      draft.locked = locked;
    });

  /** Switches a user off: they can no longer be made responsible for a matter, and their refresh tokens fail. */
  disableUser = (id: number): User =>
    this.#actor.firm.users.edit(id, (draft) => {
      draft.enabled = false;
    });

  /** Removes the app from the firm's settings, which ends all its tokens. */
  revokeApp = (): void => this.#tokens.revokeFirm(this.#actor.firm);

  #editDocument(id: number, data: Data): Document {
    return this.#edit(this.#actor.firm.documents, id, data, updateDocument);
  }

  #get<R extends Row>(table: Table<R>, id: number): R {
    const row = table.get(id);
    if (!row) throw new Error(`the firm has no record ${id}`);
    return row;
  }

  #edit<R extends Row>(
    table: Table<R>,
    id: number,
    data: Data,
    change: (actor: Actor, draft: R, data: Data) => void,
  ): R {
    return table.edit(id, (draft) => change(this.#actor, draft, data));
  }

  #setValue<R extends Row & { values: ValueRow[] }>(
    table: Table<R>,
    id: number,
    fieldId: number,
    value: unknown,
  ): void {
    const { firm } = this.#actor;
    const read = readValue(this.#actor, this.#get(firm.customFields, fieldId), value);
    table.edit(id, (draft) => {
      const row = draft.values.find((candidate) => candidate.fieldId === fieldId);
      if (row) firm.registrar.touch(Object.assign(row, { value: read }));
      else draft.values.push(firm.registrar.bear<ValueRow>({ fieldId, value: read }));
    });
  }
}
