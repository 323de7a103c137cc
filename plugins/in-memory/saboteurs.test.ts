import { describe, expect, it } from 'vitest';
import { firstFailure } from '../../contracts/conformance/index.ts';
import { inMemory } from './index.ts';
import { openInMemorySandbox } from './sandbox.fixture.ts';
import { saboteurs } from './saboteurs.fixture.ts';

describe('the conformance suite', () => {
  it.each(saboteurs)('notices a plugin that $name, and not one that does right', async ({ caughtBy, wrap }) => {
    expect(await firstFailure(inMemory, (options) => openInMemorySandbox({ ...options, wrap: (target) => target }), caughtBy)).toBeUndefined();
    expect(await firstFailure(inMemory, (options) => openInMemorySandbox({ ...options, wrap }), caughtBy)).toEqual(expect.any(String));
  });
});
