import fc from 'fast-check';
import type { RequestCounts } from '../../../src/domain/runs/run.ts';
import { choices } from '../model/choices.ts';
import { Disagreement } from '../model/compare.ts';
import type { Ledger } from '../model/ledger.ts';
import { familyOf } from '../model/projection.ts';
import { matterIds, one } from '../values.ts';
import { mustVerify, press } from './press.ts';
import { step } from './step.ts';

const none = ({ reads, writes, transfers }: RequestCounts): boolean => reads + writes + transfers === 0;

const leavesGone = (ledger: Ledger, matterId: string): boolean =>
  ledger.history('matter', '', matterId)?.knownGone === true ||
  familyOf(ledger, matterId).some((id) => ledger.history('contact', '', id)?.knownGone === true);

/** Sync, and again: once all went well, the second costs no request, and one with `verify` writes nothing. */
export const resync = fc.record({ matterId: one(matterIds) }).map(
  step({
    name: 'resync',
    check: (ledger, { matterId }) => ledger.entry('matter', '', matterId) !== undefined,
    run: async (ledger, world, { matterId }) => {
      if (!choices.missingReferencesAreFilledAtOnce)
        await press(ledger, world, matterId, { for: 'sync', verify: false });
      const first = await press(ledger, world, matterId, { for: 'sync', verify: false });
      const second = await press(ledger, world, matterId, { for: 'sync', verify: false });
      const settled =
        !mustVerify(ledger, matterId) &&
        first.expected.statuses.includes('succeeded') &&
        (choices.leftDeletedCostsNothing || !leavesGone(ledger, matterId));
      if (settled && !none(second.requests)) {
        throw new Disagreement(`An unchanged matter cost requests: ${JSON.stringify(second.requests)}`);
      }
      await press(ledger, world, matterId, { for: 'sync', verify: true });
      const last = await press(ledger, world, matterId, { for: 'sync', verify: true });
      if (last.requests.writes + last.requests.transfers > 0) {
        throw new Disagreement(`Making sure again wrote something: ${JSON.stringify(last.requests)}`);
      }
    },
  }),
);
