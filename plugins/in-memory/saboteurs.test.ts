import { describe, expect, it } from 'vitest';
import { firstFailure } from '../../contracts/conformance/index.ts';
import { inMemory } from './index.ts';
import { createSaboteurs } from './saboteurs/create-saboteurs.fixture.ts';
import { documentSaboteurs } from './saboteurs/document-saboteurs.fixture.ts';
import { fieldSaboteurs, outcomeSaboteurs } from './saboteurs/outcome-saboteurs.fixture.ts';
import { recordSaboteurs } from './saboteurs/record-saboteurs.fixture.ts';
import { updateSaboteurs } from './saboteurs/update-saboteurs.fixture.ts';

const saboteurs = [
  ...recordSaboteurs,
  ...updateSaboteurs,
  ...createSaboteurs,
  ...outcomeSaboteurs,
  ...documentSaboteurs,
  ...fieldSaboteurs,
];
import { openInMemorySandbox } from './sandbox.fixture.ts';

describe('the conformance suite', () => {
  it.each(saboteurs)('notices a plugin that $name, and not one that does right', async ({ caughtBy, wrap }) => {
    expect(
      await firstFailure(
        inMemory,
        (options) => openInMemorySandbox({ ...options, wrap: (target) => target }),
        caughtBy,
      ),
    ).toBeUndefined();
    expect(await firstFailure(inMemory, (options) => openInMemorySandbox({ ...options, wrap }), caughtBy)).toEqual(
      expect.any(String),
    );
  });
});
