import fc from 'fast-check';
import type { SyncSettings } from '../../../src/domain/settings/sync-settings.ts';
import { one } from '../values.ts';
import { step } from './step.ts';

const change: fc.Arbitrary<Partial<SyncSettings>> = fc.oneof(
  one(['ask', 'create']).map((contactMatching) => ({ contactMatching })),
  one(['source', 'target']).map((conflicts) => ({ conflicts })),
  fc.boolean().map((restoreEdits) => ({ restoreEdits })),
);

/** The firm changes its mind about who wins and who is asked. */
export const setPolicy = change.map(
  step<Partial<SyncSettings>>({
    name: 'policy',
    check: () => true,
    run: async (ledger, world, settings) => {
      await world.settings(settings);
      ledger.settings = { ...ledger.settings, ...settings };
    },
  }),
);
