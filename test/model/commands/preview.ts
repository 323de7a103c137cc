import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { Disagreement } from '../model/compare.ts';
import { matterIds, one } from '../values.ts';
import { mustVerify, press } from './press.ts';
import { step } from './step.ts';

/** A preview writes nothing on either side, and the sync that follows does exactly what it told. */
export const preview = fc.record({ matterId: one(matterIds), verify: fc.boolean(), thenSync: fc.boolean() }).map(
  step({
    name: 'preview',
    check: (ledger, { matterId }) => ledger.entry('matter', '', matterId) !== undefined,
    run: async (ledger, world, { matterId, verify: asked, thenSync }) => {
      const verify = asked || mustVerify(ledger, matterId);
      const before = [await world.target(), await world.source()];
      world.requests();
      const { planHash } = await world.preview(matterId, { for: 'sync', verify });
      const { writes, transfers } = world.requests();
      if (writes + transfers > 0) throw new Disagreement(`A preview made ${writes} writes and ${transfers} transfers.`);
      if (!isDeepStrictEqual(before, [await world.target(), await world.source()]))
        throw new Disagreement('A preview changed something.');
      const again = await world.preview(matterId, { for: 'sync', verify });
      if (again.planHash !== planHash) throw new Disagreement('Two previews of the same thing differ.');
      if (!thenSync) return;
      const pressed = await press(ledger, world, matterId, { for: 'sync', verify });
      if (pressed.planHash !== planHash) throw new Disagreement('The sync did not do what the preview told.');
    },
  }),
);
