import fc from 'fast-check';
import { expect } from 'vitest';
import type { Draft } from '../objects/target.ts';
import { objectKinds, type FieldPath, type FieldValue, type ObjectKind } from '../objects/values.ts';
import {
  awkwardTexts,
  contactDrafts,
  documentDrafts,
  matterDrafts,
  noteDrafts,
  relationshipDrafts,
  type Surroundings,
} from './arbitraries.ts';
import { type Check, skip, type Suite } from './check.ts';
import { roundTrip } from './round-trip.ts';
import { expectRejected, refsOf, type Scene } from './scene.ts';

/** Enough to meet every awkward text a few times in a run of the suite, and few enough for a system over HTTP. */
const runs = { contact: 60, matter: 40, note: 40, relationship: 20, document: 15 } as const;

async function surroundings(scene: Scene): Promise<Surroundings> {
  const { words } = scene;
  const company = words.find('contact', 'company_name');
  const contact = await scene.contact();
  const firm =
    company === undefined
      ? contact
      : await scene.make(
          'contact',
          scene.syncer('contact').prepare({ fields: { type: 'company', [company]: 'Lund & Co' }, rows: {} }).draft,
        );
  return { contact: contact.ref, company: firm.ref, matter: (await scene.matter()).ref };
}

const draftsOf: Readonly<Record<ObjectKind, (scene: Scene, around: Surroundings) => fc.Arbitrary<Draft>>> = {
  contact: contactDrafts,
  matter: matterDrafts,
  note: (_scene, around) => noteDrafts(around),
  relationship: (_scene, around) => relationshipDrafts(around),
  document: (_scene, around) => documentDrafts(around),
};

const generated = (kind: ObjectKind): Check => ({
  name: `a ${kind} that was created is read back whole, whatever it says`,
  run: async (scene) => {
    const around = await surroundings(scene);
    const property = fc.asyncProperty(draftsOf[kind](scene, around), (draft) => roundTrip(scene, kind, draft));
    await fc.assert(property, { numRuns: runs[kind] });
  },
});

const awkward = (kind: ObjectKind): Check => ({
  name: `a ${kind} holds each awkward text`,
  run: async (scene) => {
    const path = scene.words.mainField(kind);
    const sample = await scene.sample(kind);
    // A name that is nothing but an awkward text could be taken for none at all.
    for (const text of awkwardTexts)
      await roundTrip(scene, kind, { ...sample, fields: { ...sample.fields, [path]: `Zoë ${text}` } });
  },
});

/** Another value of the same kind, or `undefined` for what cannot be made up. */
function changed(value: FieldValue): FieldValue | undefined {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1;
  if (typeof value !== 'string' || value === '') return undefined;
  return /^\d{4}-\d\d-\d\d$/.test(value) ? '1987-06-05' : `${value}9`;
}

const differencesName = (kind: ObjectKind): Check => ({
  name: `every field of a ${kind} that differs is named, and no other`,
  run: async (scene) => {
    const syncer = scene.syncer(kind);
    const draft = await scene.sample(kind);
    const record = await scene.make(kind, draft);
    for (const [path, value] of Object.entries(draft.fields)) {
      const other = changed(value);
      if (other === undefined || path === 'format') continue;
      expect(syncer.differences({ ...draft, fields: { ...draft.fields, [path]: other } }, record)).toEqual([path]);
    }
    for (const [path, rows] of Object.entries(draft.rows)) {
      const others = rows.map((row) => ({
        ...row,
        parts: Object.fromEntries(Object.entries(row.parts).map(([part, text]) => [part, `7${text}`])),
      }));
      expect(syncer.differences({ ...draft, rows: { ...draft.rows, [path]: [...rows, ...others] } }, record)).toEqual([
        path,
      ]);
    }
  },
});

const manyAtOnce = (kind: ObjectKind): Check => ({
  name: `many of kind ${kind} are read in few requests, those that are gone left out`,
  run: async (scene) => {
    const { sandbox } = scene;
    const on = await mutualOwner(scene, kind);
    const made = [];
    for (let n = 0; n < 12; n += 1) made.push(await scene.make(kind, await scene.sample(kind, scene.fresh(), on)));
    const [gone, ...kept] = made;
    if (gone) await sandbox.people.delete(kind, gone.ref);
    const before = sandbox.requests().reads;
    const read = await scene.syncer(kind).read(refsOf(made));
    expect(sandbox.requests().reads - before).toBeLessThanOrEqual(Math.ceil(made.length / sandbox.readsAtOnce));
    expect([...read.keys()].toSorted()).toEqual(refsOf(kept).toSorted());
    for (const record of kept) expect(read.get(record.ref)).toEqual(record);
    expect([...(await scene.syncer(kind).read(refsOf(made.slice(0, 1)))).keys()], 'one that is gone').toEqual([]);
    expect((await scene.syncer(kind).read([])).size).toBe(0);
  },
});

async function mutualOwner(scene: Scene, kind: ObjectKind): Promise<Record<FieldPath, string>> {
  if (kind === 'contact') return {};
  if (kind === 'matter') return { client: (await scene.contact()).ref };
  return { matter: (await scene.matter()).ref, contact: (await scene.contact()).ref };
}

const stable = (kind: ObjectKind): Check => ({
  name: `an unchanged ${kind} is read alike each time, also after a restart`,
  run: async (scene) => {
    const { ref } = await scene.make(kind, await scene.sample(kind));
    const first = await scene.mustRead(kind, ref);
    expect(await scene.mustRead(kind, ref)).toEqual(first);
    const again = await scene.sandbox.reopen();
    expect((await scene.syncer(kind, again).read([ref])).get(ref)).toEqual(first);
    expect(first.summary.trim()).not.toBe('');
    expect(first.trashed ?? false).toBe(false);
  },
});

const noMerging = (kind: ObjectKind): Check => ({
  name: `two equal creates of a ${kind} make two: nothing is merged in silence`,
  run: async (scene) => {
    if (scene.target.capabilities.kinds[kind].createKey === 'native') skip('this system folds equal keys itself');
    const draft = await scene.sample(kind);
    const before = await scene.count(kind);
    const one = await scene.make(kind, draft);
    const other = await scene.make(kind, draft);
    expect(other.ref).not.toBe(one.ref);
    expect(await scene.count(kind)).toBe(before + 2);
  },
});

const goneOwner: Check = {
  name: 'a create that refers to a record that is gone is refused, and nothing is made',
  run: async (scene) => {
    const client = await scene.contact();
    const draft = await scene.sample('matter', 'orphan', { client: client.ref });
    await scene.sandbox.people.delete('contact', client.ref);
    const before = await scene.count('matter');
    expectRejected(await scene.create('matter', draft), 'absent', 'invalid');
    expect(await scene.count('matter')).toBe(before);
  },
};

export const records: Suite = {
  title: 'records',
  checks: [
    ...objectKinds.flatMap((kind) => [
      generated(kind),
      awkward(kind),
      differencesName(kind),
      manyAtOnce(kind),
      stable(kind),
      noMerging(kind),
    ]),
    goneOwner,
  ],
};
