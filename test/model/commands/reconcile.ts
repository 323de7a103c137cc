import fc from 'fast-check';
import { Disagreement } from '../model/compare.ts';
import { expectSync } from '../model/expect-sync.ts';
import type { Ledger } from '../model/ledger.ts';
import { assertSource, checkRuns } from './check-runs.ts';
import type { Awaited } from './check-runs.ts';
import { mustVerify } from './press.ts';
import { step } from './step.ts';

/** Matters that must be looked at: touched since the last time, and in the target already or hired and to be there. */
const due = (ledger: Ledger): string[] =>
  [...ledger.touched].filter((id) => {
    const hired = ledger.settings.matterConversionSync && ledger.hired.has(id);
    return ledger.entry('matter', '', id) && (hired || ledger.history('matter', '', id));
  });

/** Reconciliation asks for a sync of every matter that changed; there is no second way to sync. */
export const reconcile = fc.constant({}).map(
  step({
    name: 'reconcile',
    check: (ledger) => !ledger.ids('matter', '').some((id) => mustVerify(ledger, id)),
    run: async (ledger, world) => {
      const before = await world.source();
      const runIds = await world.reconcile();
      await world.settle();
      assertSource(before, await world.source(), undefined);
      const awaited: Awaited[] = [];
      for (const runId of runIds) {
        const { run } = await world.run(runId);
        awaited.push({ runId, expected: expectSync(ledger, run.matterId, { for: 'sync', verify: false }) });
      }
      await checkRuns(ledger, world, awaited);
      const looked = awaited.map(({ expected }) => expected.story.matterId);
      const missed = due(ledger).filter((id) => !looked.includes(id));
      if (missed.length > 0)
        throw new Disagreement(`Reconciliation missed ${missed.join(', ')}; it looked at ${looked.join(', ')}.`);
      ledger.touched.clear();
    },
  }),
);
