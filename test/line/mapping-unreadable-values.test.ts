import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CustomValues } from '../../src/ports/intake-book.ts';
import { defineTexts, levels, syncBoth } from '../support/both-levels.ts';
import { type ClioField, ClioFields } from '../support/clio-fields.ts';
import { ClioWorld } from '../support/clio-world.ts';
import { restart } from '../support/mapping-restart.ts';
import { addMapping, changeOf, notesOf } from '../support/mapping-world.ts';

// Mutant seen to fail: a hidden value that names no field is passed over.

let world: ClioWorld;
let fields: ClioFields;

beforeEach(async () => {
  world = await ClioWorld.start({ keyFields: true });
  fields = new ClioFields(world.emulator);
});
afterEach(() => world.close());

const sync = (values: CustomValues, wish?: { readonly verify?: boolean }) => syncBoth(world, values, wish);
const refusals = () => world.emulator.log.filter(({ status }) => status === 422);

describe.each(levels)('a value of a %s that this user may not see', (level) => {
  let field: ClioField;
  let ref: string;
  const open = async (keyFields: boolean) => {
    await world.close();
    world = await ClioWorld.start({ keyFields });
    fields = new ClioFields(world.emulator);
    await defineTexts(world, 'one');
    field = await fields.define(level, 'text_line', 'One');
    await addMapping(world, 'custom:one', field, { eraseBlank: true });
    ref = changeOf(await sync({ one: '1' }), level).targetRef!;
    world.emulator.settings.customValuesUnreadable = true;
  };
  beforeEach(() => open(false));

  const untouched = { values: ['1'], refusals: [] };
  const seen = () => ({ values: fields.rows(field, ref).map(({ value }) => value), refusals: refusals() });
  const unreadable = () => [`${field.path} unreadable-in-target`];

  it('is not blank: what the source says is not written over it, and the run says so', async () => {
    const run = await sync({ one: '2' });
    expect({ ...seen(), notes: notesOf(run) }).toEqual({ ...untouched, notes: unreadable() });
  });

  it('is not reported as edited, whether the source still has its value or not', async () => {
    expect(notesOf(await sync({ one: '1' }, { verify: true }))).toEqual(unreadable());
    expect(notesOf(await sync({}, { verify: true }))).toEqual(unreadable());
    expect(seen()).toEqual(untouched);
  });

  it('is written once it can be seen again and the source has changed', async () => {
    await sync({ one: '2' });
    world.emulator.settings.customValuesUnreadable = false;
    await sync({ one: '3' });
    expect(fields.value(field, ref)).toBe('3');
  });

  // Product bug: plugins/clio/custom-values.ts `possiblePaths` knows no fields when Clio lists none (403) to a new process.
  it('is not blank either for a process that was just started', async () => {
    restart(world);
    expect(notesOf(await sync({ one: '1' }, { verify: true }))).toEqual(unreadable());
  });

  it.each(['422', 'duplicate'] as const)('nor does such a process write over it (%s)', async (answer) => {
    world.emulator.settings.matterCreateFormOverRow = answer;
    restart(world);
    await sync({ one: '2' });
    expect(seen()).toEqual(untouched);
  });

  // Product bug: `takeWitness` hides that the key cannot be seen, so the planner adds it as if it were missing.
  it.each(['422', 'duplicate'] as const)('is not taken for missing where it is our key (%s)', async (answer) => {
    await open(true);
    world.emulator.settings.matterCreateFormOverRow = answer;
    const run = await sync({ one: '1' }, { verify: true });
    expect({ status: run.status, writes: run.requests.writes }).toEqual({ status: 'succeeded', writes: 0 });
  });
});
