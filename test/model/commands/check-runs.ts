import { isDeepStrictEqual } from 'node:util';
import type { Question } from '../../../src/domain/runs/attention.ts';
import type { RunChange } from '../../../src/domain/runs/run.ts';
import { choices } from '../model/choices.ts';
import { assertTarget, Disagreement, takeFilledIn } from '../model/compare.ts';
import type { Expected } from '../model/expect-sync.ts';
import { keyOf } from '../model/ledger.ts';
import type { Ask, Ledger } from '../model/ledger.ts';
import type { Story } from '../model/story.ts';
import type { SourceDump, World } from '../world.ts';

export interface Awaited {
  readonly runId: string;
  readonly expected: Expected;
}

/** After runs have ended: they report what the model says, and the target and the open questions are what it says. */
export async function checkRuns(ledger: Ledger, world: World, awaited: readonly Awaited[]): Promise<void> {
  for (const { runId, expected } of awaited) {
    const { run, changes } = await world.run(runId);
    const told = () =>
      `\n${JSON.stringify(run, undefined, 1)}\n${changes.map((change) => JSON.stringify(change)).join('\n')}`;
    learnReferences(world, expected.story, changes);
    if (!expected.statuses.includes(run.status)) {
      throw new Disagreement(
        `The run of ${run.matterId} ended ${run.status}, the model says ${expected.statuses.join(' or ')}.${told()}`,
      );
    }
  }
  const dump = await world.target();
  takeFilledIn(
    awaited.flatMap(({ expected }) => expected.story.made.map(({ rec }) => rec)),
    world.fillsIn,
    dump,
  );
  assertTarget(ledger, dump);
  assertOneRecordEach(ledger);
  for (const { expected } of awaited) await checkQuestions(world, expected.story);
}

/** What a run made or took over is known to the model by the reference that the run tells. */
function learnReferences(world: World, story: Story, changes: readonly RunChange[]): void {
  for (const { kind, id, rec } of story.made) {
    const change = changes.find(
      (one) => one.kind === kind && one.sourceId === world.sourceId(kind, story.matterId, id),
    );
    if (change?.targetRef === undefined)
      throw new Disagreement(`The run does not tell the record of ${kind} ${id}: ${JSON.stringify(changes)}`);
    if (rec.ref !== undefined && rec.ref !== change.targetRef) {
      throw new Disagreement(
        `${kind} ${id} should have become ${rec.ref}, but became ${change.targetRef}: ${JSON.stringify(change)}`,
      );
    }
    rec.ref = change.targetRef;
  }
}

/** Two histories on one record, or two records with one reference, are a second copy in the making. */
function assertOneRecordEach(ledger: Ledger): void {
  const refs = ledger.recs.map((rec) => `${rec.kind} ${String(rec.ref)}`);
  const twice = refs.filter((ref, at) => refs.indexOf(ref) !== at);
  if (twice.length > 0) throw new Disagreement(`The runs tell one record for two objects: ${twice.join(', ')}`);
}

const isOpen = (question: Question): boolean => question.decision === undefined && question.closedAt === undefined;

async function checkQuestions(world: World, { matterId, asks, present, stopped }: Story): Promise<void> {
  const nameOf = (ask: Ask): string => {
    const candidates =
      ask.topic === 'same-person' || ask.topic === 'same-matter' ? ask.candidates.map(({ ref }) => String(ref)) : [];
    return `${ask.kind} ${world.sourceId(ask.kind, matterId, ask.id)} ${candidates.toSorted().join(' ')}`.trim();
  };
  // While the matter itself is in question, so is everything that hangs on it.
  const waits = stopped.has(`matter:${matterId}`);
  const asked = new Set(asks.map((ask) => keyOf(ask.kind, matterId, ask.id)));
  const judged = [...present].filter((key) => {
    const hangs = !key.startsWith('contact:') && !key.startsWith('matter:');
    return !(waits && hangs) && (asked.has(key) || !stopped.has(key));
  });
  const counts = new Set(judged.map((key) => key.slice(key.indexOf(':') + 1)));
  const isPresent = (question: Question) => choices.orphanQuestionsAreClosed || counts.has(question.sourceId);
  const open = (await world.attention(matterId)).filter((question) => isOpen(question) && isPresent(question));
  const expected = asks.map(nameOf).toSorted();
  const isGone = (question: Question) => question.code.endsWith('-gone');
  const found = open.map((question) =>
    `${question.kind} ${question.sourceId} ${
      isGone(question)
        ? ''
        : question.candidates
            .map(({ targetRef }) => targetRef)
            .toSorted()
            .join(' ')
    }`.trim(),
  );
  if (!isDeepStrictEqual(found.toSorted(), expected)) {
    throw new Disagreement(
      `Open questions of ${matterId} are ${JSON.stringify(found)}, the model says ${JSON.stringify(expected)}.`,
    );
  }
}

/** Nothing in the source changes in a sync, except that a conversion marks its matter hired. */
export function assertSource(before: SourceDump, after: SourceDump, convertedMatter: string | undefined): void {
  const key = convertedMatter === undefined ? undefined : `matter:${convertedMatter}`;
  const expected = Object.fromEntries(
    Object.entries(before.records).map(([place, record]) => [
      place,
      place === key ? { ...(record as object), status: 'hired' } : record,
    ]),
  );
  if (!isDeepStrictEqual(expected, after.records)) {
    throw new Disagreement(`A sync changed the source.\n${JSON.stringify(expected)}\n${JSON.stringify(after.records)}`);
  }
  for (const [matterId, hiredAt] of Object.entries(after.hired)) {
    const was = before.hired[matterId];
    if (was !== undefined ? was !== hiredAt : matterId !== convertedMatter) {
      throw new Disagreement(`${matterId} became hired at ${hiredAt}, before it was ${String(was)}.`);
    }
  }
}
