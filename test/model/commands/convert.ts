import fc from 'fast-check';
import { Disagreement } from '../model/compare.ts';
import { matterIds, one } from '../values.ts';
import { press } from './press.ts';
import { step } from './step.ts';

/** Convert is pressed, perhaps again; with the conversion toggle off nothing is sent. */
export const convert = fc.record({ matterId: one(matterIds), hours: fc.nat(23) }).map(
  step({
    name: 'convert',
    check: (ledger, { matterId }) => ledger.entry('matter', '', matterId) !== undefined,
    run: async (ledger, world, { matterId, hours }) => {
      // Late in the evening of one zone is the next day in another: the open date depends on it.
      world.later(hours * 60 * 60 * 1000 + 1000);
      const off = !ledger.settings.matterConversionSync;
      const { requests } = await press(ledger, world, matterId, { for: 'convert', verify: false });
      if (off && requests.reads + requests.writes + requests.transfers > 0) {
        throw new Disagreement(`The conversion toggle is off, but there were requests: ${JSON.stringify(requests)}`);
      }
    },
  }),
);
