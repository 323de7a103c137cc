import { json, redirect } from './answer.ts';
import type { Answer } from './answer.ts';
import type { Call, Route } from './call.ts';
import {
  copyDocument,
  createDocument,
  inTrash,
  keptDocuments,
  promoteVersion,
  trashDocument,
  updateDocument,
} from './documents.ts';
import { notFound } from './errors.ts';
import { placeTest } from './place-filter.ts';
import { one, routesOf, treeOf } from './resource.ts';
import type { Resource } from './resource.ts';
import type { Document } from './rows.ts';
import { subList } from './sub-list.ts';
import { documentView, isUploaded, latestVersion, versionView } from './view-document.ts';

function filter(call: Call, rows: Document[]): Document[] {
  const placed = placeTest(call);
  const category = call.query.text('document_category_id') === 'null' ? null : call.query.id('document_category_id');
  const byCategory = call.query.text('document_category_id') !== null;
  const locked = call.query.flag('locked');
  const deleted = call.query.flag('include_deleted') === true;
  const halfDone = call.query.flag('show_uncompleted') === true;
  return rows.filter(
    (row) =>
      placed(row) &&
      (!byCategory || row.categoryId === category) &&
      (locked === null || row.locked === locked) &&
      (deleted || !inTrash(call, row)) &&
      (halfDone || isUploaded(row)),
  );
}

const shown = (call: Call): Document[] =>
  call.settings.trashedDocument === 'shown'
    ? keptDocuments(call)
    : keptDocuments(call).filter((row) => !inTrash(call, row));

const DOCUMENTS: Resource<Document> = {
  path: '/documents',
  noun: 'Document',
  shape: 'Document',
  needs: ['documents'],
  orders: {
    name: (row) => row.name,
    created_at: (row) => row.created_at,
    updated_at: (row) => row.updated_at,
    received_at: (row) => row.received_at,
    document_number: (row) => row.id,
  },
  search: 'documents',
  table: (firm) => firm.documents,
  view: documentView,
  visible: shown,
  listed: keptDocuments,
  reachable: keptDocuments,
  filter,
  create: createDocument,
  update: updateDocument,
  remove: trashDocument,
};

function documentOf(call: Call): Document {
  const row = shown(call).find((candidate) => candidate.id === call.ids[0]);
  if (!row) throw notFound('Document');
  return row;
}

/** 303 to the storage host, which wants no bearer token. */
function download(call: Call): Answer {
  const row = documentOf(call);
  const wanted = call.query.id('document_version_id');
  const uploaded = row.versions.filter((version) => version.fullyUploaded);
  const version = wanted === null ? uploaded.at(-1) : uploaded.find((candidate) => candidate.id === wanted);
  if (!version) throw notFound('DocumentVersion');
  return redirect(303, call.storage.getUrl(version));
}

function versions(call: Call): Answer {
  const row = documentOf(call);
  const uploaded = call.query.flag('fully_uploaded');
  const rows = row.versions.filter((version) => uploaded === null || version.fullyUploaded === uploaded);
  return subList(call, 'DocumentVersion', rows, (version) => versionView(version, row, call.look));
}

const needs = ['documents'] as const;

export const DOCUMENT_ROUTES: readonly Route[] = [
  ...routesOf(DOCUMENTS),
  { method: 'GET', path: '/documents/:id/download', needs, handle: download },
  { method: 'GET', path: '/documents/:id/versions', needs, handle: versions },
  {
    method: 'POST',
    path: '/documents/:id/copy',
    needs,
    handle(call) {
      const tree = treeOf(call, 'Document');
      return one(call, DOCUMENTS, copyDocument(call, documentOf(call), call.data()), tree, 201);
    },
  },
  {
    method: 'POST',
    path: '/documents/:id/versions/:id/save_as_latest_version',
    needs,
    handle(call) {
      const row = promoteVersion(call, documentOf(call), call.ids[1] ?? 0);
      return json(200, { data: { id: row.id, etag: row.etag, version: latestVersion(row)?.version_number } });
    },
  },
];
