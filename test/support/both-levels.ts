import type { FieldLevel } from '../../contracts/objects/values.ts';
import type { CustomValues } from '../../src/ports/intake-book.ts';
import type { ClioWorld } from './clio-world.ts';
import { defineSource, putCase, putPerson } from './mapping-world.ts';

export const levels: readonly FieldLevel[] = ['contact', 'matter'];

/** Syncs a matter that has the same values as its client. */
export async function syncBoth(
  world: ClioWorld,
  values: CustomValues,
  wish: { readonly verify?: boolean } = {},
): ReturnType<ClioWorld['press']> {
  await putPerson(world, 'p', values);
  await putCase(world, 'm', 'p', values);
  return world.press('m', wish);
}

/** An intake text at both levels; a field that was not defined at a level takes no value there. */
export async function defineTexts(world: ClioWorld, ...keys: string[]): Promise<void> {
  for (const level of levels) for (const key of keys) await defineSource(world, level, key, 'text');
}
