import type { Actor } from './actor.ts';
import { flagIn, idIn, objectIn, rawTextIn, textIn, wholeNumber } from './body.ts';
import type { Data } from './body.ts';
import { Refusal, invalid, notFound } from './errors.ts';
import { isTrashed, parentFolder } from './folders.ts';
import { operateProperties } from './properties.ts';
import type { Document } from './rows.ts';
import type { Unborn } from './table.ts';
import { addParts, completeVersion, expectVersion } from './versions.ts';
import { latestVersion } from './view-document.ts';

const PURGED_AFTER = 30 * 24 * 3_600_000;

const locked = (): Refusal => new Refusal(403, 'ForbiddenError', 'Document is locked');

/** Documents that still exist, those in the trash included until they are purged. */
export const keptDocuments = (actor: Actor): Document[] =>
  actor.firm.documents.where((row) => row.deleted_at === null || row.deleted_at + PURGED_AFTER > actor.clock.now());

/** Whether a document, or a folder above it, is in the trash. */
export function inTrash(actor: Actor, row: Document): boolean {
  const folder = actor.firm.folders.get(row.folderId);
  return row.deleted_at !== null || (folder !== undefined && isTrashed(actor, folder));
}

function writeCategory(actor: Actor, draft: Unborn<Document>, data: Data): void {
  const category = idIn(data, 'document_category');
  if (typeof category === 'number' && !actor.firm.categories.get(category))
    throw invalid('document_category does not exist');
  if (category !== undefined) draft.categoryId = category;
}

function writeReceived(draft: Unborn<Document>, data: Data): void {
  const received = textIn(data, 'received_at');
  if (received === undefined) return;
  const at = received === null ? null : Date.parse(received);
  if (Number.isNaN(at)) throw invalid('received_at is not a valid time');
  draft.received_at = at;
}

/** Announces a document, or with a `Document` as parent a new version of that one. Names may repeat in a folder. */
export function createDocument(actor: Actor, data: Data): Document {
  const name = rawTextIn(data, 'name');
  if (!name) throw invalid("name can't be blank");
  const parent = objectIn(data, 'parent');
  if (parent?.['type'] === 'Document') return addVersion(actor, wholeNumber(parent['id'], 'parent.id'), name, data);
  const draft: Unborn<Document> = {
    name,
    folderId: 0,
    categoryId: null,
    creatorId: actor.user.id,
    deleted_at: null,
    received_at: null,
    locked: false,
    properties: [],
    versions: [expectVersion(actor, data, name, 1)],
  };
  writeCategory(actor, draft, data);
  writeReceived(draft, data);
  operateProperties(actor, draft.properties, data);
  draft.folderId = parentFolder(actor, data).id;
  return actor.firm.documents.insert(draft);
}

function addVersion(actor: Actor, id: number, name: string, data: Data): Document {
  const current = keptDocuments(actor).find((row) => row.id === id);
  if (!current || inTrash(actor, current)) throw invalid('parent does not exist');
  if (current.locked) throw locked();
  return actor.firm.documents.edit(id, (draft) => {
    const next = (latestVersion(draft)?.version_number ?? 0) + 1;
    draft.versions.push(expectVersion(actor, data, name, next));
    operateProperties(actor, draft.properties, data);
  });
}

/** Applies an update: rename, move, restore from the trash, properties, and the steps of an upload. */
export function updateDocument(actor: Actor, draft: Document, data: Data): void {
  if (draft.locked) throw locked();
  const restoring = flagIn(data, 'restore') === true;
  if (inTrash(actor, draft) && !restoring) throw notFound('Document');
  if (restoring) draft.deleted_at = null;
  const name = rawTextIn(data, 'name');
  if (name !== undefined) draft.name = name ?? '';
  if (draft.name === '') throw invalid("name can't be blank");
  writeCategory(actor, draft, data);
  writeReceived(draft, data);
  if (data['parent'] !== undefined) draft.folderId = parentFolder(actor, data).id;
  operateProperties(actor, draft.properties, data);
  const uploaded = flagIn(data, 'fully_uploaded');
  if (uploaded === true) completeVersion(actor, draft, data);
  else if (data['multiparts'] !== undefined) addParts(draft, data);
}

/** Moves a document to the trash, where it stays 30 days. */
export function trashDocument(actor: Actor, row: Document): void {
  if (row.locked) throw locked();
  actor.firm.documents.edit(row.id, (draft) => {
    draft.deleted_at = actor.firm.registrar.now();
  });
}

/** Copies the newest uploaded version into a new document. */
export function copyDocument(actor: Actor, row: Document, data: Data): Document {
  const source = row.versions.findLast((version) => version.fullyUploaded);
  if (!source) throw notFound('Document');
  const name = rawTextIn(data, 'name') ?? row.name;
  const folderId = data['parent'] === undefined ? row.folderId : parentFolder(actor, data).id;
  const { id: _id, etag: _etag, created_at: _born, updated_at: _changed, ...content } = structuredClone(source);
  const version = actor.firm.registrar.bear<typeof source>({ ...content, version_number: 1 });
  const { id: _row, etag: _tag, created_at: _made, updated_at: _touched, ...rest } = structuredClone(row);
  return actor.firm.documents.insert({ ...rest, name, folderId, properties: [], locked: false, versions: [version] });
}

/** Brings an older version to the top as a new one. */
export function promoteVersion(actor: Actor, row: Document, versionId: number): Document {
  const source = row.versions.find((version) => version.id === versionId && version.fullyUploaded);
  if (!source) throw notFound('DocumentVersion');
  if (row.locked) throw locked();
  return actor.firm.documents.edit(row.id, (draft) => {
    const { id: _id, etag: _etag, created_at: _born, updated_at: _changed, ...content } = structuredClone(source);
    const next = (latestVersion(draft)?.version_number ?? 0) + 1;
    draft.versions.push(actor.firm.registrar.bear<typeof source>({ ...content, version_number: next }));
  });
}
