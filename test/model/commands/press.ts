import type { RequestCounts } from '../../../src/domain/runs/run.ts';
import { expectSync } from '../model/expect-sync.ts';
import type { Expected } from '../model/expect-sync.ts';
import { keyOf } from '../model/ledger.ts';
import type { Ledger } from '../model/ledger.ts';
import { familyOf } from '../model/projection.ts';
import type { Wish } from '../model/story.ts';
import type { World } from '../world.ts';
import { assertSource, checkRuns } from './check-runs.ts';

export interface Pressed {
  readonly expected: Expected;
  readonly requests: RequestCounts;
  readonly planHash: string | undefined;
}

/** Records of the matter's family that are gone without anybody having said so. */
const unnoticed = (ledger: Ledger, matterId: string): string[] => {
  const keys = [keyOf('matter', '', matterId), ...familyOf(ledger, matterId).map((id) => keyOf('contact', '', id))];
  return keys.filter((key) => ledger.histories.get(key)?.rec.gone && !ledger.histories.get(key)?.knownGone);
};

/** A target that cannot tell what is missing refuses the whole write; there only `verify` finds out what is gone. */
export const mustVerify = (ledger: Ledger, matterId: string, but?: string): boolean =>
  !ledger.target.tellsAbsence && unnoticed(ledger, matterId).some((key) => key !== but);

/** Presses Sync or Convert, waits for the end, and holds the outcome against the model. */
export async function press(ledger: Ledger, world: World, matterId: string, asked: Wish): Promise<Pressed> {
  const wish = { ...asked, verify: asked.verify || mustVerify(ledger, matterId) };
  const before = await world.source();
  world.requests();
  const runId = await world.request(matterId, wish);
  await world.settle();
  const requests = world.requests();
  const after = await world.source();
  assertSource(before, after, wish.for === 'convert' ? matterId : undefined);
  if (wish.for === 'convert') takeHired(ledger, matterId, after.hired[matterId]);
  const expected = expectSync(ledger, matterId, wish);
  await checkRuns(ledger, world, [{ runId, expected }]);
  const { run } = await world.run(runId);
  return { expected, requests, planHash: run.planHash };
}

function takeHired(ledger: Ledger, matterId: string, hiredAt: string | undefined): void {
  const entry = ledger.source.matter.get(matterId);
  if (!entry || hiredAt === undefined) throw new Error(`Converting ${matterId} did not mark it hired.`);
  if (entry.body.status !== 'hired') ledger.touched.add(matterId);
  entry.body = { ...entry.body, status: 'hired' };
  ledger.hired.set(matterId, hiredAt);
}
