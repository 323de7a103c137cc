import type { FamilyScope } from '../../../contracts/ports/matter-source.ts';

/** What a firm chooses per integration; the names are those of the HTTP API. */
export interface SyncSettings {
  readonly matterConversionSync: boolean;
  readonly matterDocumentSync: boolean;
  readonly matterNoteSync: boolean;
  readonly matterRelationshipSync: boolean;
  /** IANA name. */
  readonly timeZone: string;
  /** What becomes of a contact that *may* be one of the target's: a person is asked, or a new one is made. */
  readonly contactMatching: 'ask' | 'create';
  /** Who wins where both sides changed a field. */
  readonly conflicts: 'source' | 'target';
  /** Whether a field edited in the target is set back although the source did not change. */
  readonly restoreEdits: boolean;
}

export const defaultSettings: Omit<SyncSettings, 'timeZone'> = {
  matterConversionSync: true,
  matterDocumentSync: false,
  matterNoteSync: false,
  matterRelationshipSync: false,
  contactMatching: 'ask',
  conflicts: 'source',
  restoreEdits: false,
};

/** What the toggles let a sync read. */
export function scopeOf(settings: SyncSettings): FamilyScope {
  return {
    documents: settings.matterDocumentSync,
    notes: settings.matterNoteSync,
    relationships: settings.matterRelationshipSync,
  };
}
