import fc from 'fast-check';
import { matterIds, one } from '../values.ts';
import { press } from './press.ts';
import { step } from './step.ts';

const seldom = fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) });

/** Sync is pressed; afterwards the target is what the model says. */
export const sync = fc.record({ matterId: one(matterIds), verify: seldom }).map(
  step({
    name: 'sync',
    check: (ledger, { matterId }) => ledger.entry('matter', '', matterId) !== undefined,
    run: async (ledger, world, { matterId, verify }) => {
      await press(ledger, world, matterId, { for: 'sync', verify });
    },
  }),
);
