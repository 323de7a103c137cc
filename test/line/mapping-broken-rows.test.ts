import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CustomValues } from '../../src/ports/intake-book.ts';
import { type ClioField, ClioFields } from '../support/clio-fields.ts';
import { ClioWorld } from '../support/clio-world.ts';
import {
  addMapping,
  changeOf,
  defineSource,
  lossesOf,
  nothingAsked,
  notesOf,
  putCase,
  putPerson,
} from '../support/mapping-world.ts';

// Mutants seen to fail: fields read anew never, always, not after a refusal; namesakes suggested whatever their type.

const hour = 60 * 60 * 1000;
let world: ClioWorld;
let fields: ClioFields;
let pet: ClioField;
let town: ClioField;
let ref: string;

beforeEach(async () => {
  world = await ClioWorld.start({ keyFields: true });
  fields = new ClioFields(world.emulator);
  pet = await fields.define('contact', 'text_line', 'Pet');
  town = await fields.define('contact', 'text_line', 'Town');
  await addMapping(world, await defineSource(world, 'contact', 'pet', 'text'), pet);
  await addMapping(world, await defineSource(world, 'contact', 'town', 'text'), town);
  ref = changeOf(await sync({ pet: 'Rex', town: 'Reno' }), 'contact').targetRef!;
});
afterEach(() => world.close());

async function sync(values: CustomValues) {
  await putPerson(world, 'p', values);
  await putCase(world, 'm', 'p');
  return world.press('m');
}

/** What a run says of the row whose field is gone. */
const missing = {
  code: 'target-field-missing',
  weight: 'broken',
  level: 'contact',
  sourceField: 'custom:pet',
  message: expect.stringContaining('"Pet"'),
  action: expect.stringMatching(/^[A-Z].+\.$/),
};

describe('a field of Clio that is renamed', () => {
  it('stays mapped: rows go by ids', async () => {
    await fields.change(pet, { name: 'Animal' });
    world.clock.advance(2 * hour);
    const run = await sync({ pet: 'Milo', town: 'Reno' });
    expect({ status: run.status, problems: run.mappingProblems }).toEqual({ status: 'succeeded', problems: [] });
    expect(fields.value(pet, ref)).toBe('Milo');
  });
});

describe('a field of Clio that is deleted', () => {
  it.each([
    ['within the hour: noticed by the refusal', 0, [422, 422, 200]],
    ['longer ago: noticed before anything is sent', 2 * hour, [200]],
  ])('breaks only its own row, %s', async (_when, age, statuses) => {
    await fields.remove(pet);
    world.clock.advance(age);
    const mark = fields.mark();
    const run = await sync({ pet: 'Milo', town: 'Elko' });
    expect(fields.writesSince(mark).map(({ status }) => status)).toEqual(statuses);
    expect(run.status).toBe('partial');
    expect(run.mappingProblems).toEqual([expect.objectContaining({ ...missing, targetField: pet.path })]);
    expect(lossesOf(run)).toHaveLength(1);
    expect(fields.value(town, ref)).toBe('Elko');
    expect((await sync({ pet: 'Milo', town: 'Elko' })).requests.writes).toBe(0);
  });

  it('says nothing of a record that has nothing to carry there', async () => {
    await fields.remove(pet);
    world.clock.advance(2 * hour);
    const run = await sync({ town: 'Elko' });
    expect({ status: run.status, notes: notesOf(run) }).toEqual({ status: 'succeeded', notes: [] });
    expect(run.mappingProblems).toEqual([expect.objectContaining(missing)]);
  });

  it('and made anew under its name is suggested and never taken', async () => {
    await fields.remove(pet);
    const anew = await fields.define('contact', 'text_line', 'pet');
    world.clock.advance(2 * hour);
    const run = await sync({ pet: 'Milo', town: 'Elko' });
    const suggestion = { field: anew.path, label: 'pet' };
    expect(run.mappingProblems).toEqual([expect.objectContaining({ ...missing, suggestion })]);
    expect(fields.value(anew, ref)).toBeNull();
    expect(fields.value(town, ref)).toBe('Elko');
  });

  it('and made anew with a type that does not fit is not even suggested', async () => {
    await fields.remove(pet);
    await fields.define('contact', 'checkbox', 'Pet');
    world.clock.advance(2 * hour);
    const [problem] = (await sync({ pet: 'Milo', town: 'Elko' })).mappingProblems ?? [];
    expect({ code: problem?.code, suggestion: problem?.suggestion }).toEqual({
      code: missing.code,
      suggestion: undefined,
    });
  });
});

describe('a choice of Clio that is deleted', () => {
  it('is refused once, from then on it has no counterpart, and the rest arrives', async () => {
    const tongue = await fields.define('contact', 'picklist', 'Tongue', { options: ['English', 'Zulu'] });
    await addMapping(world, await defineSource(world, 'contact', 'tongue', 'text'), tongue);
    await sync({ pet: 'Rex', town: 'Reno', tongue: 'english' });
    expect(fields.value(tongue, ref)).toBe(tongue.options['English']);
    await fields.change(tongue, { picklist_options: [{ id: tongue.options['Zulu'], _deleted: true }] });
    const run = await sync({ pet: 'Rex', town: 'Elko', tongue: 'zulu' });
    expect(fields.value(town, ref)).toBe('Elko');
    expect(notesOf(run)).toEqual([`${tongue.path} value-refused`]);
    const again = await sync({ pet: 'Rex', town: 'Elko', tongue: 'zulu' });
    expect(notesOf(again)).toEqual([`${tongue.path} option-unmatched`]);
    expect({ status: again.status, requests: again.requests }).toEqual({ status: 'succeeded', requests: nothingAsked });
    expect(fields.value(tongue, ref)).toBe(tongue.options['English']);
  });
});

describe('rules 4: the fields of Clio are read anew', () => {
  const reads = (mark: ReturnType<ClioFields['mark']>) => fields.setUpReadsSince(mark).length;

  it('only by a run that writes, and only when they were read more than an hour ago', async () => {
    const mark = fields.mark();
    await sync({ pet: 'Milo', town: 'Reno' });
    expect(reads(mark)).toBe(0);
    world.clock.advance(hour - 1000);
    await sync({ pet: 'Otis', town: 'Reno' });
    expect(reads(mark)).toBe(0);
    world.clock.advance(hour);
    expect((await sync({ pet: 'Otis', town: 'Reno' })).requests).toEqual(nothingAsked);
    await world.press('m', { verify: true });
    expect(reads(mark)).toBe(0);
    await sync({ pet: 'Luna', town: 'Reno' });
    // The fields of both levels, practice areas and users.
    expect(reads(mark)).toBe(4);
    await sync({ pet: 'Fido', town: 'Reno' });
    expect(reads(mark)).toBe(4);
  });

  it('after a refusal, however fresh they are', async () => {
    const mark = fields.mark();
    await sync({ pet: 'x'.repeat(300), town: 'Elko' });
    expect(reads(mark)).toBe(4);
  });
});
