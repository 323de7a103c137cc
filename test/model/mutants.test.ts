import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { mutants } from './mutants.ts';
import type { Mutant } from './mutants.ts';
import { stories } from './stories.ts';

// Fixed stories, so that whether a mutant is caught does not depend on the day. The line as it is passes them all.
const playing = { seed: 20260302, numRuns: 400, endOnFailure: true } as const;

async function play({ module, target }: Partial<Mutant>): Promise<unknown> {
  vi.resetModules();
  if (module) {
    vi.doMock(`../../src/domain/${module.path}`, async (importOriginal) => {
      const original = await importOriginal<object>();
      return { ...original, ...module.exports(original as never) };
    });
  }
  const { makeMemoryWorld } = await import('./worlds/memory-world.ts');
  const outcome = await fc.check(
    stories(() => makeMemoryWorld(target ? { wrapTarget: target } : {}), 40),
    playing,
  );
  if (module) vi.doUnmock(`../../src/domain/${module.path}`);
  return outcome.errorInstance;
}

describe('the stories', { timeout: 120_000 }, () => {
  afterEach(() => {
    vi.resetModules();
  });

  it('know at least fifteen mistakes by name', () => {
    expect(mutants.length).toBeGreaterThanOrEqual(15);
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
  });

  it('pass with the line as it is', async () => {
    expect(await play({})).toBeNull();
  });

  // A mutant that merely crashes would prove nothing: the model itself has to disagree.
  it.each(mutants)('catch a line that $name', async (mutant) => {
    expect(await play(mutant)).toMatchObject({ name: 'Disagreement' });
  });
});
