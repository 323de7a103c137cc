import type { Call, Route } from './call.ts';
import { inTrash, keptDocuments } from './documents.ts';
import { createFolder, isTrashed, trashFolder, updateFolder } from './folders.ts';
import { placeTest } from './place-filter.ts';
import { routesOf } from './resource.ts';
import type { Resource } from './resource.ts';
import type { Document, Folder } from './rows.ts';
import { subList } from './sub-list.ts';
import { documentView, folderView, isUploaded } from './view-document.ts';

function filter(call: Call, rows: Folder[]): Folder[] {
  const placed = placeTest(call);
  const deleted = call.query.flag('include_deleted') === true;
  return rows.filter(
    (row) => placed({ folderId: row.parentId, properties: row.properties }) && (deleted || !isTrashed(call, row)),
  );
}

const FOLDERS: Resource<Folder> = {
  path: '/folders',
  noun: 'Folder',
  shape: 'Folder',
  needs: ['documents'],
  orders: {
    name: (row) => row.name,
    created_at: (row) => row.created_at,
    updated_at: (row) => row.updated_at,
  },
  search: 'folders',
  table: (firm) => firm.folders,
  view: folderView,
  visible: (call) => call.firm.folders.where((row) => !isTrashed(call, row)),
  listed: (call) => call.firm.folders.all(),
  reachable: (call) => call.firm.folders.all(),
  filter,
  create: createFolder,
  update: updateFolder,
  remove: trashFolder,
};

const isFolder = (item: Folder | Document): item is Folder => 'root' in item;

/** Folders and documents of one place together. */
function items(call: Call): (Folder | Document)[] {
  const placed = placeTest(call);
  const deleted = call.query.flag('include_deleted') === true;
  const halfDone = call.query.flag('show_uncompleted') === true;
  const documents = keptDocuments(call).filter(
    (row) => placed(row) && (deleted || !inTrash(call, row)) && (halfDone || isUploaded(row)),
  );
  return [...filter(call, call.firm.folders.all()), ...documents].toSorted((a, b) => a.id - b.id);
}

export const FOLDER_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: '/folders/list',
    needs: ['documents'],
    handle: (call) =>
      subList(
        call,
        'Item',
        items(call),
        (item) => (isFolder(item) ? folderView(item, call.look) : documentView(item, call.look)),
        {
          name: (item) => item.name,
        },
      ),
  },
  ...routesOf(FOLDERS),
];
