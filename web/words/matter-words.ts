import type { ListedMatter, RunChange, SyncState } from '../api/answers.ts';

export const stateWords: Readonly<Record<SyncState, string>> = {
  'not-synced': 'Not synced',
  syncing: 'Syncing',
  synced: 'Synced',
  partial: 'Synced in part',
  'needs-attention': 'Needs attention',
  failed: 'Failed',
};

export const matterStatusWords: Readonly<Record<ListedMatter['status'], string>> = {
  pnc: 'Potential client',
  hired: 'Hired',
  lost: 'Lost',
};

export const kindWords: Readonly<Record<RunChange['kind'], string>> = {
  contact: 'Contact',
  matter: 'Matter',
  relationship: 'Relationship',
  note: 'Note',
  document: 'File',
};
