import fc from 'fast-check';
import type { Choice } from '../../../src/domain/runs/attention.ts';
import { choices } from '../model/choices.ts';
import { Disagreement } from '../model/compare.ts';
import { expectSync } from '../model/expect-sync.ts';
import { keyOf } from '../model/ledger.ts';
import type { Ask, Ledger, Rec, Topic } from '../model/ledger.ts';
import { assertSource, checkRuns } from './check-runs.ts';
import { mustVerify } from './press.ts';
import { step } from './step.ts';

interface Args {
  readonly which: number;
  readonly how: number;
}

const choicesOf: Readonly<Record<Topic, readonly Choice[]>> = {
  'same-person': ['link', 'create'],
  'same-matter': ['link', 'create'],
  'contact-gone': ['recreate', 'leave'],
  'matter-gone': ['recreate', 'leave'],
  'version-not-ours': ['add-version', 'keep'],
};

const openAsks = (ledger: Ledger): Ask[] =>
  [...ledger.asks.values()].flat().filter((ask) => ledger.entry('matter', '', ask.matterId) !== undefined);

function chosen(ledger: Ledger, { which, how }: Args): { ask: Ask; choice: Choice; rec: Rec | undefined } | undefined {
  const asks = openAsks(ledger);
  const ask = asks[which % asks.length];
  if (!ask) return undefined;
  const options = choicesOf[ask.topic];
  const choice = options[how % options.length] ?? 'create';
  const rec = choice === 'link' ? ask.candidates[Math.floor(how / 2) % ask.candidates.length] : undefined;
  return { ask, choice, rec };
}

const isRenamed = (ledger: Ledger, { matterId, id }: Ask): boolean =>
  ledger.entry('document', matterId, id)?.filename !== ledger.history('document', matterId, id)?.bases.name;

/** Only what is still as it was when it was asked can be chosen; the rest is turned down and asked anew. */
function stands(ledger: Ledger, args: Args): boolean {
  const found = chosen(ledger, args);
  if (!found) return false;
  const { rec, ask } = found;
  if (found.choice === 'keep' && !choices.keepingAVersionStillRenames && isRenamed(ledger, ask)) return false;
  if (mustVerify(ledger, ask.matterId, keyOf(ask.kind, ask.matterId, ask.id))) return false;
  return found.choice !== 'link' || (rec !== undefined && !rec.gone && !rec.touched && ledger.owner(rec) === undefined);
}

async function decideIt(
  ledger: Ledger,
  world: Parameters<Parameters<typeof step<Args>>[0]['run']>[1],
  args: Args,
): Promise<void> {
  const found = chosen(ledger, args);
  if (!found) return;
  const { ask, choice, rec } = found;
  const { matterId, kind, id } = ask;
  const before = await world.source();
  const sourceId = world.sourceId(kind, matterId, id);
  const question = (await world.attention(matterId)).find(
    (one) => one.kind === kind && one.sourceId === sourceId && !one.decision,
  );
  if (!question) throw new Disagreement(`No question about ${kind} ${id} is open.`);
  const runId = await world.decide(question.id, choice, rec?.ref);
  await world.settle();
  assertSource(before, await world.source(), undefined);
  ledger.answers.set(keyOf(kind, matterId, id), { matterId, topic: ask.topic, choice, rec });
  await checkRuns(ledger, world, [{ runId, expected: expectSync(ledger, matterId, { for: 'sync', verify: false }) }]);
}

/** A person answers one of the open questions, and a sync acts on it. */
export const decide = fc
  .record({ which: fc.nat(5), how: fc.nat(3) })
  .map(step<Args>({ name: 'decide', check: stands, run: decideIt }));
