import type { View } from './fields.ts';
import type { Look } from './look.ts';
import type { Document, ExternalProperty, Folder, Version } from './rows.ts';

const propertyView = (row: ExternalProperty, look: Look): View => ({
  ...row,
  created_at: look.at(row.created_at),
  updated_at: look.at(row.updated_at),
});

/** The newest version, finished or not: it is where a half-done upload finds its address again. */
export const latestVersion = (row: Document): Version | undefined => row.versions.at(-1);

export const isUploaded = (row: Document): boolean => row.versions.some((version) => version.fullyUploaded);

export function versionView(row: Version, document: Document, look: Look): View {
  const { storage } = look.actor;
  const plain = row.parts.length === 0;
  return {
    id: row.id,
    document_id: document.id,
    etag: row.etag,
    uuid: row.uuid,
    created_at: look.at(row.created_at),
    updated_at: look.at(row.updated_at),
    filename: row.filename,
    size: row.size,
    version_number: row.version_number,
    content_type: row.content_type,
    received_at: look.at(row.received_at),
    fully_uploaded: row.fullyUploaded,
    get put_url() {
      return row.fullyUploaded || !plain ? null : storage.putUrl(row);
    },
    put_headers: row.fullyUploaded ? [] : storage.putHeaders(row),
    get multiparts() {
      return row.fullyUploaded ? [] : row.parts.map((part) => storage.partView(row, part));
    },
    get creator() {
      return look.user(row.creatorId);
    },
  };
}

export function documentView(row: Document, look: Look): View {
  const latest = latestVersion(row);
  const folder = look.actor.firm.folders.get(row.folderId);
  return {
    id: row.id,
    etag: row.etag,
    type: 'Document',
    name: row.name,
    locked: row.locked,
    created_at: look.at(row.created_at),
    updated_at: look.at(row.updated_at),
    deleted_at: look.at(row.deleted_at),
    received_at: look.at(row.received_at),
    filename: latest?.filename ?? null,
    size: latest?.size ?? null,
    content_type: latest?.content_type ?? null,
    external_properties: row.properties.map((property) => propertyView(property, look)),
    get parent() {
      return look.folder(row.folderId);
    },
    get matter() {
      return look.matter(folder?.matterId ?? null);
    },
    get contact() {
      return look.contact(folder?.contactId ?? null);
    },
    get document_category() {
      return look.category(row.categoryId);
    },
    get creator() {
      return look.user(row.creatorId);
    },
    get latest_document_version() {
      return latest ? versionView(latest, row, look) : null;
    },
  };
}

export function folderView(row: Folder, look: Look): View {
  return {
    id: row.id,
    etag: row.etag,
    type: 'Folder',
    name: row.name,
    root: row.root,
    locked: row.locked,
    created_at: look.at(row.created_at),
    updated_at: look.at(row.updated_at),
    deleted_at: look.at(row.deleted_at),
    external_properties: row.properties.map((property) => propertyView(property, look)),
    get parent() {
      return look.folder(row.parentId);
    },
    get matter() {
      return look.matter(row.matterId);
    },
    get contact() {
      return look.contact(row.contactId);
    },
    get creator() {
      return look.user(row.creatorId);
    },
  };
}
