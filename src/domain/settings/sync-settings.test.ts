import { describe, expect, it } from 'vitest';
import { firmSettings } from '../../../test/support/both-sides.ts';
import { defaultSettings, scopeOf } from './sync-settings.ts';

describe('rules 2: off: that kind is not read', () => {
  it.each([
    ['matterDocumentSync', 'documents'],
    ['matterNoteSync', 'notes'],
    ['matterRelationshipSync', 'relationships'],
  ] as const)('%s lets a sync read the %s and nothing else', (toggle, kind) => {
    const off = { documents: false, notes: false, relationships: false };
    const settings = {
      ...firmSettings,
      matterDocumentSync: false,
      matterNoteSync: false,
      matterRelationshipSync: false,
    };
    expect(scopeOf(settings)).toEqual(off);
    expect(scopeOf({ ...settings, [toggle]: true })).toEqual({ ...off, [kind]: true });
  });

  it('the conversion toggle does not stop Sync or Resync', () => {
    const on = { ...firmSettings, matterNoteSync: true };
    expect(scopeOf({ ...on, matterConversionSync: false })).toEqual(scopeOf({ ...on, matterConversionSync: true }));
  });
});

describe('what a firm gets that chooses nothing', () => {
  it('rules 3 and 4: may be the same is asked, the source wins, edits are not restored', () => {
    expect(defaultSettings).toMatchObject({ contactMatching: 'ask', conflicts: 'source', restoreEdits: false });
  });
});
