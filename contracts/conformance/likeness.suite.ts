import { expect } from 'vitest';
import type { Draft } from '../objects/target.ts';
import type { FieldValue } from '../objects/values.ts';
import type { Check, Suite } from './check.ts';
import { refsOf, type Scene } from './scene.ts';

interface Known {
  readonly first?: string;
  readonly last?: string;
  readonly company?: string;
  readonly emails?: readonly string[];
}

function draftOf(scene: Scene, { first, last, company, emails = [] }: Known): Draft {
  const { words } = scene;
  const fields: Record<string, FieldValue> = { type: company === undefined ? 'person' : 'company' };
  if (first !== undefined) fields[words.need('contact', 'first_name')] = first;
  if (last !== undefined) fields[words.need('contact', 'last_name')] = last;
  if (company !== undefined) fields[words.need('contact', 'company_name')] = company;
  const rows =
    emails.length > 0
      ? { [words.need('contact', 'emails')]: emails.map((address) => ({ label: 'Work', parts: { address } })) }
      : {};
  return scene.syncer('contact').prepare({ fields, rows }).draft;
}

async function known(scene: Scene, ...people: readonly Known[]): Promise<string[]> {
  const refs: string[] = [];
  for (const person of people) refs.push((await scene.make('contact', draftOf(scene, person))).ref);
  scene.sandbox.pass(scene.target.capabilities.settleMs);
  return refs;
}

async function alike(scene: Scene, person: Known): Promise<string[]> {
  return refsOf(await scene.target.contacts.locate({ by: 'likeness', draft: draftOf(scene, person) }));
}

const crowd: readonly Known[] = [
  { first: 'Ana', last: 'Ruiz', emails: ['ana@ruiz.test', 'office@ruiz.test'] },
  { first: 'Ben', last: 'Ruiz', emails: ['ana@ruiz.test'] },
  { first: 'Zoë', last: 'O’Neil-García' },
  { company: 'Lund & Co', emails: ['office@lund.test'] },
  { first: 'Prince' },
];

const cases: readonly { readonly name: string; readonly sought: Known; readonly places: readonly number[] }[] = [
  {
    name: 'everybody who shares an e-mail is found, oldest first',
    sought: { first: 'Carla', last: 'Ruiz', emails: ['ana@ruiz.test'] },
    places: [0, 1],
  },
  {
    name: 'an e-mail is found in any case',
    sought: { first: 'Ana', last: 'Ruiz', emails: ['ANA@Ruiz.test'] },
    places: [0, 1],
  },
  {
    name: 'the second e-mail is looked up as the first',
    sought: { first: 'A', last: 'R', emails: ['new@ruiz.test', 'office@ruiz.test'] },
    places: [0],
  },
  {
    name: 'a name is looked up where no e-mail finds anybody',
    sought: { first: 'Ana', last: 'Ruiz', emails: ['new@ruiz.test'] },
    places: [0],
  },
  { name: 'a name is found in any case', sought: { first: 'ana', last: 'RUIZ' }, places: [0] },
  {
    name: 'a name with accents, hyphen and apostrophe is found',
    sought: { first: 'Zoë', last: 'O’Neil-García' },
    places: [2],
  },
  {
    name: 'a company is found by its e-mail',
    sought: { company: 'Lund and Company', emails: ['office@lund.test'] },
    places: [3],
  },
  { name: 'a company is found by its name', sought: { company: 'lund & co' }, places: [3] },
  { name: 'a person of one name is found', sought: { first: 'Prince' }, places: [4] },
  {
    name: 'nobody is found where nothing agrees',
    sought: { first: 'Yusuf', last: 'Adeyemi', emails: ['y@adeyemi.test'] },
    places: [],
  },
];

const finds = ({ name, sought, places }: (typeof cases)[number]): Check => ({
  name,
  run: async (scene) => {
    const refs = await known(scene, ...crowd);
    expect(await alike(scene, sought)).toEqual(places.map((place) => refs[place]));
  },
});

const parts: Check = {
  name: 'an e-mail that only contains the other one is no likeness by e-mail',
  run: async (scene) => {
    await known(scene, { first: 'Xavier', last: 'Quist', emails: ['xa@b.test.example'] });
    expect(await alike(scene, { first: 'Ada', last: 'Bell', emails: ['a@b.test'] })).toEqual([]);
  },
};

export const likeness: Suite = { title: 'likeness of contacts', checks: [...cases.map(finds), parts] };
