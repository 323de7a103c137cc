import { expect } from 'vitest';
import type { Patch, TargetRecord } from '../objects/target.ts';
import { objectKinds, type FieldPath, type FieldValue, type ObjectKind } from '../objects/values.ts';
import { type Check, skip, type Suite } from './check.ts';
import { expectRejected, recordIn, type Scene } from './scene.ts';

export const patchOf = (fields: Patch['fields'], rows: Patch['rows'] = {}): Patch => ({ fields, rows });

/** Fields of a kind that take a new text. */
function textFields(scene: Scene, kind: ObjectKind): FieldPath[] {
  const { createOnly } = scene.target.capabilities.kinds[kind];
  const named = {
    contact: () => scene.words.paths('contact', ['first_name', 'middle_name', 'last_name']),
    matter: () => scene.words.paths('matter', ['title']),
    relationship: () => ['label'],
    note: () => ['subject', 'body'],
    document: () => ['name'],
  };
  return named[kind]().filter((path) => !createOnly.includes(path));
}

/** Everything of a record that a patch must not touch. */
function untouched({ fields, rows, witness }: TargetRecord, path: FieldPath): unknown {
  return { fields: { ...fields, [path]: null }, rows, witness };
}

const touchesOne = (kind: ObjectKind): Check => ({
  name: `an update of a ${kind} touches only what it names`,
  run: async (scene) => {
    const syncer = scene.syncer(kind);
    const { ref } = await scene.make(kind, await scene.sample(kind));
    for (const path of textFields(scene, kind)) {
      const before = await scene.mustRead(kind, ref);
      const text = `Second ${scene.fresh()}`;
      const answer = recordIn(await syncer.update(before, patchOf({ [path]: text })));
      const after = await scene.mustRead(kind, ref);
      expect(answer).toEqual(after);
      expect(after.fields[path]).toBe(text);
      expect(untouched(after, path)).toEqual(untouched(before, path));
      expect((await scene.held(kind, ref))?.values).toContain(text);
    }
  },
});

/** Values of every kind of field, custom ones included, set one after the other on records that had none. */
const setsEach = (level: 'contact' | 'matter'): Check => ({
  name: `each writable field of a ${level} is set, changed and cleared by updates, or certainly refused`,
  run: async (scene) => {
    const syncer = scene.syncer(level);
    const { ref } = await scene.make(level, await scene.sample(level));
    for (const field of scene.fields[level]) {
      const values = field.writable ? trials[field.type] : undefined;
      if (!values || scene.target.capabilities.kinds[level].createOnly.includes(field.path)) continue;
      for (const value of values) await setOne(scene, level, ref, field.path, value);
    }
    expect(await syncer.read([ref])).toHaveProperty('size', 1);
  },
});

const trials: Partial<Record<string, readonly FieldValue[]>> = {
  text: ['One', 'Two', 'One'],
  longtext: ['One\nTwo', 'Three'],
  boolean: [true, false],
  number: ['12.5', '0'],
  money: ['1500.00', '0.50'],
  date: ['2026-02-28', '1999-12-31'],
  time: ['09:30', '00:00'],
  email: ['ana@example.test', 'b@example.test'],
  url: ['https://example.test/a', 'https://example.test/b'],
};

async function setOne(
  scene: Scene,
  level: 'contact' | 'matter',
  ref: string,
  path: FieldPath,
  value: FieldValue,
): Promise<void> {
  const syncer = scene.syncer(level);
  const before = await scene.mustRead(level, ref);
  const type = before.fields.type ?? 'person';
  const { draft } = syncer.prepare({ fields: { ...(level === 'contact' && { type }), [path]: value }, rows: {} });
  const prepared = draft.fields[path];
  if (prepared === undefined) return;
  const after = recordIn(await syncer.update(before, patchOf({ [path]: prepared })));
  expect(syncer.differences({ fields: { [path]: prepared }, rows: {} }, after)).toEqual([]);
  expect(await scene.mustRead(level, ref)).toEqual(after);
  const others = Object.keys(before.fields).filter((other) => other !== path);
  expect(
    others.filter(
      (other) => syncer.differences({ fields: { [other]: before.fields[other] ?? null }, rows: {} }, after).length > 0,
    ),
  ).toEqual([]);
}

const clears: Check = {
  name: 'a field is cleared by null, or the update is refused and names it',
  run: async (scene) => {
    const { words } = scene;
    for (const [level, path] of clearable(scene)) {
      const { ref } = await scene.make(level, await scene.sample(level));
      await setOne(scene, level, ref, path, path === words.find('contact', 'birth_date') ? '1980-01-31' : 'Magdalena');
      const before = await scene.mustRead(level, ref);
      const outcome = await scene.syncer(level).update(before, patchOf({ [path]: null }));
      if (outcome.kind === 'rejected') expect(outcome.reason).toMatchObject({ code: 'invalid', fields: [path] });
      else expect(recordIn(outcome).fields[path] ?? null).toBeNull();
      const after = await scene.mustRead(level, ref);
      if (outcome.kind === 'rejected') expect(after).toEqual(before);
      else expect(untouchedButCustom(after, path)).toEqual(untouchedButCustom(before, path));
    }
  },
};

function clearable(scene: Scene): (readonly ['contact' | 'matter', FieldPath])[] {
  const standard = scene.words
    .paths('contact', ['middle_name', 'birth_date'])
    .map((path) => ['contact', path] as const);
  const custom = (['contact', 'matter'] as const).flatMap((level) => {
    return scene.fields[level]
      .filter((field) => field.custom && field.type === 'text')
      .map(({ path }) => [level, path] as const);
  });
  return [...standard, ...custom];
}

// The rows of a custom field are where a plugin keeps the ids of its values; they go with the value.
function untouchedButCustom({ fields, rows, witness }: TargetRecord, path: FieldPath): unknown {
  return { fields: { ...fields, [path]: null }, rows: { ...rows, [path]: [] }, witness };
}

const stale = (kind: ObjectKind): Check => ({
  name: `a stale update of a ${kind} is rejected as stale and changes nothing`,
  run: async (scene) => {
    if (!scene.target.capabilities.kinds[kind].conditionalUpdate) skip('this system takes stale updates');
    const path = textFields(scene, kind).at(-1) ?? skip('no field of it can be updated');
    const read = await scene.make(kind, await scene.sample(kind));
    await scene.sandbox.people.edit(kind, read.ref, 'By hand');
    const edited = await scene.mustRead(kind, read.ref);
    expect(edited.revision).not.toBe(read.revision);
    expectRejected(await scene.syncer(kind).update(read, patchOf({ [path]: 'Too late' })), 'stale');
    expect(await scene.mustRead(kind, read.ref)).toEqual(edited);
    expect(edited.fields[scene.words.mainField(kind)]).toBe('By hand');
  },
});

const absent = (kind: ObjectKind): Check => ({
  name: `an update of a ${kind} that is gone is rejected as absent and makes no new one`,
  run: async (scene) => {
    const path = textFields(scene, kind).at(-1) ?? skip('no field of it can be updated');
    const read = await scene.make(kind, await scene.sample(kind));
    await scene.sandbox.people.delete(kind, read.ref);
    const before = await scene.count(kind);
    expectRejected(await scene.syncer(kind).update(read, patchOf({ [path]: 'Too late' })), 'absent');
    expect(await scene.count(kind)).toBe(before);
  },
});

const nothing = (kind: ObjectKind): Check => ({
  name: `an empty update of a ${kind} changes nothing`,
  run: async (scene) => {
    const read = await scene.make(kind, await scene.sample(kind));
    const answer = recordIn(await scene.syncer(kind).update(read, patchOf({})));
    expect(answer).toMatchObject({ fields: read.fields, rows: read.rows });
    expect(await scene.mustRead(kind, read.ref)).toMatchObject({ fields: read.fields, rows: read.rows });
  },
});

export const updates: Suite = {
  title: 'updates',
  checks: [
    ...objectKinds.flatMap((kind) => [touchesOne(kind), stale(kind), absent(kind), nothing(kind)]),
    setsEach('contact'),
    setsEach('matter'),
    clears,
  ],
};
