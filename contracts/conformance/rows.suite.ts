import { expect } from 'vitest';
import type { RowStep, TargetRecord } from '../objects/target.ts';
import type { FieldPath, Row, TargetRow } from '../objects/values.ts';
import { type Check, skip, type Suite } from './check.ts';
import { recordIn, type Scene } from './scene.ts';
import { patchOf } from './updates.suite.ts';
import { rowOf, sourceRows, type SourceRows } from './vocabulary.ts';

/** A contact with three rows of one repeated field, and the way to step on them. */
class Rows {
  readonly path: FieldPath;
  readonly #scene: Scene;
  readonly #source: SourceRows;
  #record: TargetRecord | undefined;

  constructor(scene: Scene, source: SourceRows) {
    this.#scene = scene;
    this.#source = source;
    this.path = scene.words.find('contact', source) ?? skip(`this system holds no ${source}`);
  }

  /** A row in the form that this system keeps. */
  row(mark = this.#scene.fresh(), label = 'Work'): Row {
    return this.prepared(rowOf(this.#source, mark, label));
  }

  prepared(row: Row): Row {
    const { draft } = this.#scene
      .syncer('contact')
      .prepare({ fields: { type: 'person' }, rows: { [this.path]: [row] } });
    const [prepared] = draft.rows[this.path] ?? [];
    if (!prepared) throw new Error('A plain row was left out.');
    return prepared;
  }

  async begin(): Promise<TargetRow[]> {
    const draft = await this.#scene.sample('contact');
    const three = [this.row(), this.row(), this.row()];
    this.#record = await this.#scene.make('contact', { ...draft, rows: { ...draft.rows, [this.path]: three } });
    const rows = this.#of(this.#record);
    expectRows(rows, three);
    return rows;
  }

  get ref(): string {
    return this.#record?.ref ?? '';
  }

  /** What the contact holds after the steps; everything but this field must be as it was. */
  async step(...steps: readonly RowStep[]): Promise<TargetRow[]> {
    const before = await this.#scene.mustRead('contact', this.ref);
    const answer = recordIn(await this.#scene.target.contacts.update(before, patchOf({}, { [this.path]: steps })));
    const after = await this.#scene.mustRead('contact', this.ref);
    expectOnlyRows(this.path, before, answer, after);
    return this.#of(after);
  }

  async read(): Promise<TargetRow[]> {
    return this.#of(await this.#scene.mustRead('contact', this.ref));
  }

  #of(record: TargetRecord): TargetRow[] {
    return [...(record.rows[this.path] ?? [])];
  }
}

/** All of these rows and no other, each with an id of its own. */
function expectRows(held: readonly TargetRow[], wanted: readonly Row[]): void {
  expect(sorted(held)).toEqual(sorted(wanted));
  expect(new Set(held.map(({ id }) => id)).size).toBe(wanted.length);
}

/** The answer of an update is what a read shows, and nothing but one repeated field is another. */
function expectOnlyRows(path: FieldPath, before: TargetRecord, answer: TargetRecord, after: TargetRecord): void {
  expect(answer).toEqual(after);
  expect(after.fields).toEqual(before.fields);
  expect({ ...after.rows, [path]: [] }).toEqual({ ...before.rows, [path]: [] });
}

/** Rows without their ids, in an order that two lists share. */
function sorted(rows: readonly Row[]): Row[] {
  const plain = rows.map(({ label, parts }) => ({ ...(label !== undefined && { label }), parts }));
  return plain.toSorted((a, b) =>
    JSON.stringify(Object.entries(a.parts)) < JSON.stringify(Object.entries(b.parts)) ? -1 : 1,
  );
}

const without = (rows: readonly TargetRow[], ...ids: readonly string[]): TargetRow[] =>
  rows.filter(({ id }) => !ids.includes(id));
const byId = (rows: readonly TargetRow[]): TargetRow[] => rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));

const adds = (source: SourceRows): Check => ({
  name: `a row is added to ${source}; the others stay`,
  run: async (scene) => {
    const rows = new Rows(scene, source);
    const before = await rows.begin();
    const row = rows.row();
    const after = await rows.step({ step: 'add', row });
    expect(after).toHaveLength(4);
    expect(sorted(without(after, ...before.map(({ id }) => id)))).toEqual(sorted([row]));
    expect(byId(after.filter(({ id }) => before.some((one) => one.id === id)))).toEqual(byId(before));
  },
});

const changes = (source: SourceRows): Check => ({
  name: `a row of ${source} is changed by its id, in value and label; the others stay`,
  run: async (scene) => {
    const rows = new Rows(scene, source);
    const before = await rows.begin();
    const id = before[1]?.id ?? '';
    for (const row of [rows.row(), rows.row('relabelled', 'Other')]) {
      const after = await rows.step({ step: 'change', id, row });
      expect(after).toHaveLength(3);
      expect(sorted(after.filter((one) => one.id === id))).toEqual(sorted([row]));
      expect(byId(without(after, id))).toEqual(byId(without(before, id)));
    }
  },
});

const removes = (source: SourceRows): Check => ({
  name: `a row of ${source} is removed by its id; the others stay`,
  run: async (scene) => {
    const rows = new Rows(scene, source);
    const before = await rows.begin();
    const id = before[0]?.id ?? '';
    expect(byId(await rows.step({ step: 'remove', id }))).toEqual(byId(without(before, id)));
  },
});

const allAtOnce = (source: SourceRows): Check => ({
  name: `adding, changing and removing rows of ${source} goes in one update`,
  run: async (scene) => {
    const rows = new Rows(scene, source);
    const [first, second, third] = await rows.begin();
    const [changed, added] = [rows.row(), rows.row()];
    const after = await rows.step(
      { step: 'remove', id: first?.id ?? '' },
      { step: 'change', id: second?.id ?? '', row: changed },
      { step: 'add', row: added },
    );
    expect(sorted(after)).toEqual(sorted([...(third ? [third] : []), changed, added]));
    expect(after.map(({ id }) => id)).toEqual(expect.arrayContaining([second?.id, third?.id]));
  },
});

const othersStay: Check = {
  name: 'an e-mail that a person of the firm added stays, and is no difference',
  run: async (scene) => {
    const rows = new Rows(scene, 'emails');
    await rows.begin();
    await scene.sandbox.people.addEmail(rows.ref, 'by.hand@example.test');
    const before = await rows.read();
    expect(before).toHaveLength(4);
    const after = await rows.step({ step: 'remove', id: before[0]?.id ?? '' }, { step: 'add', row: rows.row() });
    expect(after.map(({ parts }) => parts.address)).toContain('by.hand@example.test');
    const desired = {
      fields: {},
      rows: {
        [rows.path]: [after[0] ?? rows.row()].map(({ label, parts }) => ({
          ...(label !== undefined && { label }),
          parts,
        })),
      },
    };
    expect(scene.syncer('contact').differences(desired, await scene.mustRead('contact', rows.ref))).toEqual([]);
  },
};

const dropsParts: Check = {
  name: 'a part that a changed address no longer has is gone',
  run: async (scene) => {
    const rows = new Rows(scene, 'addresses');
    const [first] = await rows.begin();
    const row = rows.prepared({ label: 'Work', parts: { city: 'Zürich', country: 'CH' } });
    const after = await rows.step({ step: 'change', id: first?.id ?? '', row });
    expect(sorted(after.filter(({ id }) => id === first?.id))).toEqual(sorted([row]));
  },
};

const limits: Check = {
  name: 'as many rows are taken as the capabilities promise',
  run: async (scene) => {
    const { rowLimits } = scene.target.capabilities.kinds.contact;
    for (const source of sourceRows) {
      const path = scene.words.find('contact', source);
      const limit = path === undefined ? undefined : rowLimits[path];
      if (path === undefined || limit === undefined) continue;
      const { draft } = scene.syncer('contact').prepare({
        fields: scene.person(scene.fresh()).fields,
        rows: { [path]: Array.from({ length: limit }, (_, n) => rowOf(source, `r${100 + n}`)) },
      });
      expect(draft.rows[path]).toHaveLength(limit);
      expect((await scene.make('contact', draft)).rows[path]).toHaveLength(limit);
    }
  },
};

export const rows: Suite = {
  title: 'rows',
  checks: [
    ...sourceRows.flatMap((source) => [adds(source), changes(source), removes(source), allAtOnce(source)]),
    othersStay,
    dropsParts,
    limits,
  ],
};
