import fc from 'fast-check';
import { everyCommand } from './commands/all.ts';
import { Ledger } from './model/ledger.ts';
import { begin, opening } from './opening.ts';
import type { MakeWorld } from './world.ts';

const zone = 'America/Los_Angeles';

const settings = {
  matterConversionSync: true,
  matterDocumentSync: false,
  matterNoteSync: false,
  matterRelationshipSync: false,
  timeZone: zone,
  contactMatching: 'ask',
  conflicts: 'source',
  restoreEdits: false,
} as const;

const { SEED, REPLAY, COMMANDS, RUNS } = process.env;

/** The property: whatever story people play, the line does what the model says. */
export function stories(makeWorld: MakeWorld, maxCommands: number) {
  return fc.asyncProperty(
    opening,
    fc.commands(everyCommand, { maxCommands, size: 'max', ...(COMMANDS !== undefined && { replayPath: COMMANDS }) }),
    async (start, commands) => {
      const world = await makeWorld();
      try {
        const ledger = new Ledger(settings, world);
        await begin(ledger, world, start);
        await fc.asyncModelRun(() => ({ model: ledger, real: world }), commands);
      } finally {
        await world.close();
      }
    },
  );
}

/** How many stories are played, and which: `SEED`, `REPLAY` and `COMMANDS` (what a failure prints) play one again. */
export function playing(runs: number, fallback: number) {
  const seed = SEED === undefined ? fallback : Number(SEED);
  return {
    seed,
    numRuns: RUNS === undefined ? runs : Number(RUNS),
    ...(REPLAY !== undefined && { path: REPLAY, endOnFailure: true }),
  };
}
