import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { playing, stories } from './stories.ts';
import { makeMemoryWorld } from './worlds/memory-world.ts';

const long = process.env.CASEBRIDGE_TEST === 'long';

describe('the line against its model', () => {
  const parameters = playing(long ? 5000 : 400);

  it(`with the in-memory target (SEED=${parameters.seed} RUNS=${parameters.numRuns})`, { timeout: long ? 1_800_000 : 120_000 }, async () => {
    await expect(fc.assert(stories(() => makeMemoryWorld(), 40), parameters)).resolves.toBeUndefined();
  });
});
