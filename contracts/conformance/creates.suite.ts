import { expect } from 'vitest';
import type { Draft } from '../objects/target.ts';
import { objectKinds, type Instant, type ObjectKind, type TargetRef } from '../objects/values.ts';
import type { LocateQuery } from '../ports/object-syncer.ts';
import { type Check, skip, type Suite } from './check.ts';
import { recordIn, refsOf, type Scene } from './scene.ts';
import { patchOf } from './updates.suite.ts';

interface Sought {
  readonly kind: ObjectKind;
  readonly draft: Draft;
  readonly witness: string;
  readonly notBefore: Instant;
  readonly excluding?: readonly TargetRef[];
}

/** By whatever the kind's `createKey` allows, after the answer had time to become visible. */
async function found(scene: Scene, sought: Sought, thorough = false): Promise<TargetRef[]> {
  return refsOf(await scene.syncer(sought.kind).locate(queryOf(scene, sought, thorough)));
}

function queryOf(
  scene: Scene,
  { kind, draft, witness, notBefore, excluding = [] }: Sought,
  thorough: boolean,
): LocateQuery {
  const spokenFor = new Set(excluding);
  switch (scene.target.capabilities.kinds[kind].createKey) {
    case 'natural':
      return { by: 'natural', draft, notBefore, excluding: spokenFor };
    case 'none':
      return skip(`a ${kind} cannot be found again, and says so`);
    default:
      return { by: 'witness', witness, draft, notBefore, thorough, excluding: spokenFor };
  }
}

const carriesKey = (scene: Scene, kind: ObjectKind): boolean => scene.kindsBy('searchable', 'native').includes(kind);

/** The options of a create whose kind may or may not carry a key. */
const keyed = (scene: Scene, kind: ObjectKind, witness: string) => (carriesKey(scene, kind) ? { witness } : {});

function settle(scene: Scene): void {
  scene.sandbox.pass(scene.target.capabilities.settleMs);
}

const findsTheOne = (kind: ObjectKind): Check => ({
  name: `a created ${kind} is found again, and it alone`,
  run: async (scene) => {
    const notBefore = scene.sandbox.now();
    const matter = kind === 'contact' || kind === 'matter' ? undefined : (await scene.matter()).ref;
    const on = {
      ...(matter !== undefined && { matter }),
      ...(kind === 'matter' && { client: (await scene.contact()).ref }),
    };
    const witness = scene.witness(kind, '41');
    const draft = await scene.sample(kind, scene.fresh(), on);
    const { ref, witness: carried } = await scene.make(kind, draft, keyed(scene, kind, witness));
    expect(carried).toBe(carriesKey(scene, kind) ? witness : undefined);
    const others = [
      scene.witness(kind, '4'),
      scene.witness(kind, '411'),
      scene.witness(kind, 'x41'),
      witness.toUpperCase(),
    ];
    for (const other of others)
      await scene.make(kind, await scene.sample(kind, scene.fresh(), on), keyed(scene, kind, other));
    for (const thorough of [true, false]) {
      if (!thorough) settle(scene);
      expect(await found(scene, { kind, draft, witness, notBefore }, thorough), `thorough: ${thorough}`).toEqual([ref]);
    }
    const again = await scene
      .syncer(kind, await scene.sandbox.reopen())
      .locate(queryOf(scene, { kind, draft, witness, notBefore }, false));
    expect(again).toEqual([await scene.mustRead(kind, ref)]);
  },
});

const nothingMade = (kind: ObjectKind): Check => ({
  name: `a ${kind} that was never created is not found`,
  run: async (scene) => {
    const notBefore = scene.sandbox.now();
    await scene.make(kind, await scene.sample(kind), keyed(scene, kind, scene.witness(kind, '1')));
    const draft = await scene.sample(kind);
    settle(scene);
    for (const thorough of [true, false]) {
      expect(await found(scene, { kind, draft, witness: scene.witness(kind, '2'), notBefore }, thorough)).toEqual([]);
    }
  },
});

const afterLoss = (kind: ObjectKind): Check => ({
  name: `a ${kind} whose create lost its answer is found exactly once`,
  run: async (scene) => {
    const notBefore = scene.sandbox.now();
    const witness = scene.witness(kind, 'lost');
    const draft = await scene.sample(kind);
    const before = await scene.count(kind);
    scene.strike({ how: 'reset-after', kind, action: 'create' });
    expect((await scene.create(kind, draft, keyed(scene, kind, witness))).kind).toBe('unknown');
    expect(await scene.count(kind)).toBe(before + 1);
    const sought = { kind, draft, witness, notBefore };
    const target = await scene.sandbox.reopen();
    const atOnce = refsOf(await scene.syncer(kind, target).locate(queryOf(scene, sought, true)));
    expect(atOnce).toHaveLength(1);
    settle(scene);
    expect(await found(scene, sought)).toEqual(atOnce);
    expect(scene.syncer(kind).differences(draft, await scene.mustRead(kind, atOnce[0] ?? ''))).toEqual([]);
  },
});

const neverArrived = (kind: ObjectKind): Check => ({
  name: `a ${kind} whose create never arrived is not found`,
  run: async (scene) => {
    const notBefore = scene.sandbox.now();
    const witness = scene.witness(kind, 'lost');
    const draft = await scene.sample(kind);
    scene.strike({ how: 'reset-before', kind, action: 'create' });
    expect((await scene.create(kind, draft, keyed(scene, kind, witness))).kind).toBe('unknown');
    settle(scene);
    for (const thorough of [true, false])
      expect(await found(scene, { kind, draft, witness, notBefore }, thorough)).toEqual([]);
  },
});

const equals = (kind: ObjectKind): Check => ({
  name: `equal candidates of kind ${kind} come oldest first, without those that are spoken for`,
  run: async (scene) => {
    if (scene.kindsBy('native').includes(kind)) skip('this system folds equal keys itself');
    const notBefore = scene.sandbox.now();
    const witness = scene.witness(kind, 'equal');
    const draft = await scene.sample(kind);
    const made: TargetRef[] = [];
    // Past nine, so that an order by text instead of age would show.
    for (let n = 0; n < 11; n += 1) made.push((await scene.make(kind, draft, keyed(scene, kind, witness))).ref);
    settle(scene);
    const sought = { kind, draft, witness, notBefore };
    expect(await found(scene, sought)).toEqual(made);
    const [first = '', second = '', ...rest] = made;
    expect(await found(scene, { ...sought, excluding: [second] })).toEqual([first, ...rest]);
    expect(await found(scene, { ...sought, excluding: made }, true)).toEqual([]);
  },
});

const tooOld = (kind: ObjectKind): Check => ({
  name: `an equal ${kind} from before our create is not taken for it`,
  run: async (scene) => {
    if (!scene.kindsBy('natural').includes(kind)) skip('it carries our key');
    const draft = await scene.sample(kind);
    await scene.make(kind, draft);
    scene.sandbox.pass(3_600_000);
    const notBefore = scene.sandbox.now();
    expect(await found(scene, { kind, draft, witness: '', notBefore })).toEqual([]);
  },
});

const otherOwner = (kind: ObjectKind): Check => ({
  name: `an equal ${kind} of another owner is not taken for ours`,
  run: async (scene) => {
    if (!scene.kindsBy('natural').includes(kind)) skip('it carries our key');
    const notBefore = scene.sandbox.now();
    const draft = await scene.sample(kind);
    const owner = kind === 'matter' ? { client: (await scene.contact()).ref } : { matter: (await scene.matter()).ref };
    await scene.make(kind, { ...draft, fields: { ...draft.fields, ...owner } });
    settle(scene);
    expect(await found(scene, { kind, draft, witness: '', notBefore })).toEqual([]);
  },
});

const laterKey = (kind: ObjectKind): Check => ({
  name: `our key is put on a ${kind} that has none yet`,
  run: async (scene) => {
    if (!scene.kindsBy('searchable').includes(kind)) skip('it carries no searchable key');
    const notBefore = scene.longAgo();
    const witness = scene.witness(kind, 'adopted');
    const draft = await scene.sample(kind);
    const before = await scene.make(kind, draft);
    const after = recordIn(await scene.syncer(kind).update(before, { ...patchOf({}), witness }));
    expect(after).toMatchObject({ ref: before.ref, witness, fields: before.fields });
    settle(scene);
    expect(await found(scene, { kind, draft, witness, notBefore })).toEqual([before.ref]);
  },
});

const belongings = (kind: 'matter' | 'relationship' | 'note' | 'document'): Check => ({
  name: `everything of kind ${kind} that belongs to its owner is listed, and nothing else`,
  run: async (scene) => {
    const path = kind === 'matter' ? 'client' : 'matter';
    const owner = kind === 'matter' ? (await scene.contact()).ref : (await scene.matter()).ref;
    const made: TargetRef[] = [];
    for (let n = 0; n < 11; n += 1)
      made.push((await scene.make(kind, await scene.sample(kind, scene.fresh(), { [path]: owner }))).ref);
    await scene.make(kind, await scene.sample(kind));
    expect(refsOf(await scene.syncer(kind).locate({ by: 'owner', owner }))).toEqual(made);
  },
});

export const creates: Suite = {
  title: 'create once',
  checks: [
    ...objectKinds.flatMap((kind) => [
      findsTheOne(kind),
      nothingMade(kind),
      afterLoss(kind),
      neverArrived(kind),
      equals(kind),
      tooOld(kind),
      laterKey(kind),
    ]),
    ...(['matter', 'relationship', 'note', 'document'] as const).flatMap((kind) => [
      otherOwner(kind),
      belongings(kind),
    ]),
  ],
};
