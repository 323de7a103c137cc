import fc from 'fast-check';
import type { SyncSettings } from '../../../src/domain/settings/sync-settings.ts';
import { one } from '../values.ts';
import { step } from './step.ts';

const toggles = ['matterConversionSync', 'matterDocumentSync', 'matterNoteSync', 'matterRelationshipSync'] as const;

const change: fc.Arbitrary<Partial<SyncSettings>> = fc
  .record({
    toggle: one(toggles),
    on: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, { weight: 2, arbitrary: fc.constant(false) }),
  })
  .map(({ toggle, on }) => ({ [toggle]: on }));

/** A toggle is switched. */
export const setToggles = change.map(
  step<Partial<SyncSettings>>({
    name: 'set',
    check: () => true,
    run: async (ledger, world, settings) => {
      await world.settings(settings);
      ledger.settings = { ...ledger.settings, ...settings };
    },
  }),
);
