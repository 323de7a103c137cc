import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { playing, stories } from './stories.ts';
import { makeClioWorld } from './worlds/clio-world.ts';
import { makeMemoryWorld } from './worlds/memory-world.ts';

// A failure prints its seed, its path and its replayPath; `SEED=… REPLAY=<path> COMMANDS=<replayPath>` plays it again.

const long = process.env.CASEBRIDGE_TEST === 'long';
// The short run plays the same stories every day, so that a red test is the fault of a change; the long one explores.
const seed = long ? Date.now() % 2 ** 31 : 20260302;
const timeout = long ? 3_600_000 : 300_000;

const worlds = [
  { target: 'the in-memory target', runs: long ? 5000 : 300, make: () => makeMemoryWorld() },
  {
    target: 'the in-memory target without key fields',
    runs: long ? 2000 : 100,
    make: () => makeMemoryWorld({ keyFields: false }),
  },
  { target: 'Clio', runs: long ? 500 : 25, make: () => makeClioWorld({ keyFields: true }) },
  { target: 'Clio without key fields', runs: long ? 500 : 15, make: () => makeClioWorld({ keyFields: false }) },
];

describe('the line against its model', () => {
  it.each(worlds)('with $target', { timeout }, async ({ runs, make }) => {
    const parameters = playing(runs, seed);
    await expect(fc.assert(stories(make, 40), parameters), `SEED=${parameters.seed}`).resolves.toBeUndefined();
  });
});
