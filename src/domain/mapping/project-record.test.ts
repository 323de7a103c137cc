import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type SourceFieldType,
  sourceFieldTypes,
  type TargetFieldType,
  targetFieldTypes,
} from '../../../contracts/mappings.ts';
import type { SourceValue } from '../../../contracts/objects/source.ts';
import { firmMappings } from '../../../test/support/firm-mappings.ts';
import { mappingRow, mappingsOf, sourceField, targetField } from '../../../test/support/mapped-fields.ts';
import { sourceOptions, sourceValues } from '../../../test/support/source-values.ts';
import { emailRow } from '../../../test/support/target-record.ts';
import type { Crosswalk } from './crosswalk.ts';
import type { FieldMapping, MappingSet } from './field-mapping.ts';
import { type Projection, projectRecord } from './project-record.ts';
import type { Transform } from './transform.ts';

const project = (fields: Record<string, SourceValue>, rows = {}, mappings: MappingSet = firmMappings) =>
  projectRecord('contact', { fields, rows }, mappings, 'UTC');

const withoutFields: MappingSet = { ...firmMappings, targetFields: { contact: new Map(), matter: new Map() } };

/** Nothing said but for what is said. */
const saying = (parts: Partial<Projection>) => ({
  draft: { fields: {}, rows: {} },
  notes: [],
  references: {},
  erased: [],
  asked: [],
  mappedBy: expect.anything() as object,
  ...parts,
});

describe('a record in the target’s terms', () => {
  it('carries each field to where it is mapped, rows included', () => {
    expect(project({ first_name: 'Ana', birth_date: '1980-02-29' }, { emails: [emailRow('a@x')] })).toEqual(
      saying({ draft: { fields: { given: 'Ana', born: '1980-02-29' }, rows: { emails: [emailRow('a@x')] } } }),
    );
  });

  it('of one level takes nothing of the other', () => {
    expect(
      projectRecord('matter', { fields: { first_name: 'Ana', title: 'T' }, rows: {} }, firmMappings, 'UTC').draft
        .fields,
    ).toEqual({ description: 'T' });
  });

  it.each<[SourceValue]>([[null], [''], [[]], [{}], [{ email: '', name: '' }]])(
    'does not speak of blank: %j',
    (value) => expect(project({ first_name: value })).toEqual(saying({})),
  );

  it('speaks of false and zero', () => {
    const mappings = mappingsOf({
      sources: [sourceField('minor', 'boolean'), sourceField('children', 'integer')],
      targets: [targetField('minor', 'boolean'), targetField('count', 'number')],
      rows: [mappingRow('minor', 'minor'), mappingRow('children', 'count')],
    });
    expect(project({ minor: false, children: 0 }, {}, mappings).draft.fields).toEqual({ minor: false, count: '0' });
  });

  it('keeps an empty list of rows: the source dropped them', () => {
    expect(project({}, { emails: [] }).draft.rows).toEqual({ emails: [] });
  });

  it('leaves references to their own rule', () => {
    const employer = { kind: 'contact', sourceId: 'c3', hard: false } as const;
    expect(project({ company: 'c3' })).toEqual(saying({ references: { employer } }));
  });

  it('rules 7: reports what does not fit, by the target’s field', () => {
    expect(project({ birth_date: '1980-02-30' }).notes).toMatchObject([{ field: 'born', code: 'value-invalid' }]);
    expect(project({ first_name: 'Ana' }, {}, withoutFields).notes).toMatchObject([
      { field: 'given', code: 'target-field-missing' },
    ]);
  });

  it('rules 7: reports entries that have nowhere to go', () => {
    const { draft, notes } = project({}, { emails: [emailRow('a@x')], phones: [] }, withoutFields);
    expect(draft.rows).toEqual({});
    expect(notes).toMatchObject([{ field: 'emails', code: 'target-field-missing' }]);
  });
});

const paths = ['a', 'b', 'c', 'd'] as const;
const fitting = sourceFieldTypes.filter((type) => type !== 'rows' && type !== 'matter-status');
const options = [
  { id: '1', label: 'Family' },
  { id: '2', label: 'Jane Roe' },
];
const transforms = fc.constantFrom<readonly Transform[]>(
  [],
  [],
  [],
  [{ kind: 'template', template: 'Of {a} and {b}' }],
  [{ kind: 'template', template: '{gone}' }],
  [{ kind: 'join', separator: '; ' }],
  [{ kind: 'date-format', format: 'MM/dd/yyyy' }],
  [{ kind: 'default', value: 'x' }],
);

interface World {
  readonly set: MappingSet;
  readonly record: Parameters<typeof projectRecord>[1];
}

const sourceTypes = fc.tuple(...paths.map(() => fc.constantFrom<SourceFieldType>(...fitting)));
const targetTypes = fc.tuple(...paths.map(() => fc.constantFrom<TargetFieldType>(...targetFieldTypes)));
/** Any four source fields of any types, four target fields of any types, and a row for each that mostly reads what is there. */
const world: fc.Arbitrary<World> = fc.tuple(sourceTypes, targetTypes).chain(([given, taken]) => {
  const sources = paths.map((path, at) => sourceField(path, given[at]!, { options: sourceOptions }));
  const targets = taken.map((type, at) =>
    targetField(`t${at}`, type, { ...((type === 'picklist' || type === 'user') && { options }), writable: at !== 3 }),
  );
  const row = (at: number) =>
    fc
      .record({ from: fc.constantFrom(...paths, 'gone'), steps: transforms, eraseBlank: fc.boolean() })
      .map(({ from, steps, eraseBlank }) => mappingRow(from, `t${at}`, { transforms: steps, eraseBlank }));
  const policy = fc.constantFrom('ask' as const, 'leave-empty' as const, 'default' as const);
  const values = paths.map((_path, at) => fc.option(sourceValues[given[at]!]));
  return fc
    .record({ rows: fc.tuple(...taken.map((_type, at) => row(at))), policy, values: fc.tuple(...values) })
    .map(({ rows, policy, values }) => {
      const crosswalks: Crosswalk[] = [0, 1, 2, 3]
        .map((at) => `contact:t${at}`)
        .concat('attorney')
        .map((name) => ({ name, policy, fallback: '1', table: [] }));
      const fields = Object.fromEntries(paths.map((path, at) => [path, values[at]!]));
      return { set: mappingsOf({ sources, targets, rows, crosswalks }), record: { fields, rows: {} } };
    });
});
const carried = ({ set, record }: World) => projectRecord('contact', record, set, 'America/Los_Angeles');

/** All that a projection says of a target field. */
function saidOf(path: string, { draft, notes, references, erased, asked, mappedBy }: Projection) {
  return {
    value: draft.fields[path],
    rows: draft.rows[path],
    notes: notes.filter(({ field }) => field === path),
    reference: references[path],
    erased: erased.includes(path),
    asked: asked.filter(({ field }) => field === path),
    mappedBy: mappedBy[path],
  };
}

describe('laws over every set of mappings and every record', () => {
  // Catches: rows in their own order, erasing another field or what does not fit, a broken row that throws.
  it('the order of the rows and of the values does not count, not even for what is said', () => {
    const shuffled = world.chain((one) =>
      fc.tuple(
        fc.constant(one),
        fc.shuffledSubarray([...one.set.rows], { minLength: one.set.rows.length }),
        fc.shuffledSubarray(Object.entries(one.record.fields), { minLength: paths.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([one, rows, fields]) => {
        const turned = { set: { ...one.set, rows }, record: { ...one.record, fields: Object.fromEntries(fields) } };
        expect(carried(turned)).toEqual(carried(one));
        expect(Object.keys(carried(turned).draft.fields)).toEqual(Object.keys(carried(one).draft.fields));
      }),
      { numRuns: 300 },
    );
  });

  it('a row that changes, goes or comes alters the target field that it names and no other', () => {
    const edited = fc.tuple(world, fc.nat({ max: 3 }), fc.constantFrom(...paths, 'gone'), transforms, fc.boolean());
    fc.assert(
      fc.property(edited, ([one, at, from, steps, goes]) => {
        const rows = one.set.rows.flatMap((row, index): FieldMapping[] => {
          if (index !== at) return [row];
          return goes ? [] : [{ ...row, sourceField: from, transforms: steps, eraseBlank: !row.eraseBlank }];
        });
        const [before, after] = [carried(one), carried({ ...one, set: { ...one.set, rows } })];
        for (const path of ['t0', 't1', 't2', 't3'].filter((path) => path !== `t${at}`))
          expect(saidOf(path, after)).toEqual(saidOf(path, before));
        expect(Object.keys(after.draft.fields).filter((path) => !/^t[0-3]$/.test(path))).toEqual([]);
        const alone = rows.filter((row) => row.targetField === `t${at}`);
        expect(saidOf(`t${at}`, after)).toEqual(
          saidOf(`t${at}`, carried({ ...one, set: { ...one.set, rows: alone } })),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('a broken row stops no other one: each says what it says alone', () => {
    fc.assert(
      fc.property(world, (one) => {
        const together = carried(one);
        for (const row of one.set.rows)
          expect(saidOf(row.targetField, together)).toEqual(
            saidOf(row.targetField, carried({ ...one, set: { ...one.set, rows: [row] } })),
          );
      }),
    );
  });

  it('every value of a row without transforms arrives, is a reference, or is named by a code', () => {
    fc.assert(
      fc.property(world, (one) => {
        const all = carried(one);
        for (const row of one.set.rows) {
          const { value, reference, notes, erased } = saidOf(row.targetField, all);
          const given = one.record.fields[row.sourceField];
          const speaks = given !== undefined && given !== null && row.transforms.length === 0;
          const told = (value !== undefined && value !== null) || reference !== undefined || notes.length > 0;
          expect(speaks && !told).toBe(false);
          expect(erased).toBe(value === null);
          expect(erased && !row.eraseBlank).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('a row that erases', () => {
  const mappings = (parts: Partial<FieldMapping>) =>
    mappingsOf({
      sources: [
        sourceField('nick', 'text'),
        sourceField('shoe', 'text'),
        sourceField('area', 'text'),
        sourceField('boss', 'company'),
      ],
      targets: [
        targetField('nick', 'text'),
        targetField('shoe', 'text'),
        targetField('area', 'picklist', { options }),
        targetField('boss', 'contact'),
      ],
      rows: [
        mappingRow('nick', 'nick', parts),
        mappingRow('shoe', 'shoe'),
        mappingRow('area', 'area', { eraseBlank: true }),
        mappingRow('boss', 'boss', parts),
      ],
    });
  const erases = mappings({ eraseBlank: true });

  it('marks its blank fields, and no field of another row', () => {
    const { draft, erased } = project({ shoe: null, area: 'Family' }, {}, erases);
    expect(erased).toEqual(['boss', 'nick']);
    expect(draft.fields).toEqual({ boss: null, nick: null, area: '1' });
    expect(project({ shoe: null }, {}, mappings({})).erased).toEqual(['area']);
  });

  it.each([[''], ['  '], [null], [undefined]])('%j is blank', (nick) => {
    const fields = nick === undefined ? {} : { nick };
    expect(project(fields, {}, erases).erased).toContain('nick');
  });

  it('a value that does not fit is not blank: what stands there stays', () => {
    const { draft, erased, notes } = project({ nick: 'a', boss: 'c3', area: 'Tax' }, {}, erases);
    expect(erased).toEqual([]);
    expect(draft.fields).toEqual({ nick: 'a' });
    expect(notes).toMatchObject([{ field: 'area', code: 'option-unmatched' }]);
  });

  it('does not erase what its default fills', () => {
    const set = mappings({ eraseBlank: true, transforms: [{ kind: 'default', value: 'none' }] });
    expect(project({}, {}, set)).toMatchObject({ draft: { fields: { nick: 'none' } }, erased: ['area'] });
  });

  it('does not take a value that its transform cannot read for blank', () => {
    const set = mappingsOf({
      sources: [sourceField('born', 'date')],
      targets: [targetField('born', 'text')],
      rows: [mappingRow('born', 'born', { eraseBlank: true, transforms: [{ kind: 'date-format', format: 'yyyy' }] })],
    });
    expect(project({ born: '2026-02-30' }, {}, set)).toMatchObject({ erased: [], notes: [{ code: 'value-invalid' }] });
  });
});

describe('references', () => {
  const set = mappingsOf({
    sources: [sourceField('boss', 'company'), sourceField('case', 'matter')],
    targets: [targetField('boss', 'contact'), targetField('case', 'matter')],
    rows: [mappingRow('boss', 'boss'), mappingRow('case', 'case'), mappingRow('company', 'boss2')],
  });

  it('name whom they name by kind and source id, and are no values', () => {
    const { draft, references } = project({ boss: 'c3', case: 'm2' }, {}, set);
    expect(draft.fields).toEqual({});
    expect(references).toEqual({
      boss: { kind: 'contact', sourceId: 'c3', hard: false },
      case: { kind: 'matter', sourceId: 'm2', hard: false },
    });
  });

  it('only the client of the locked row is one without which the matter makes no sense', () => {
    const of = (mappings: MappingSet) =>
      projectRecord('matter', { fields: { client: 'c1' }, rows: {} }, mappings, 'UTC').references;
    expect(of(firmMappings)).toEqual({ client: { kind: 'contact', sourceId: 'c1', hard: true } });
    const own = mappingsOf({
      sources: [],
      targets: [targetField('referred', 'contact', { level: 'matter' })],
      rows: [mappingRow('client', 'referred', { level: 'matter' })],
    });
    expect(of(own)).toEqual({ referred: { kind: 'contact', sourceId: 'c1', hard: false } });
  });

  it('what is no id is reported', () => {
    const { references, notes } = project({ boss: ['c3'] }, {}, set);
    expect(references).toEqual({});
    expect(notes).toMatchObject([{ field: 'boss', code: 'value-invalid' }]);
  });
});

describe('values without a counterpart', () => {
  const area = targetField('area', 'picklist', { label: 'Area of law', options });
  const set = (policy: Crosswalk['policy'], table: Crosswalk['table'] = []) =>
    mappingsOf({
      sources: [sourceField('area', 'text'), sourceField('lawyer', 'user')],
      targets: [area, targetField('lawyer', 'user', { options })],
      rows: [mappingRow('area', 'area'), mappingRow('lawyer', 'lawyer')],
      crosswalks: [
        { name: 'contact:area', policy, table },
        { name: 'attorney', policy: 'ask', table: [] },
        { name: 'contact:lawyer', policy: 'default', fallback: '1', table: [] },
      ],
    });

  it('are asked about with the field, the crosswalk and the choices', () => {
    const { asked, notes, draft } = project({ area: 'Tax', lawyer: { name: 'Nobody' } }, {}, set('ask'));
    expect(draft.fields).toEqual({});
    expect(notes.map(({ field, code }) => [field, code])).toEqual([
      ['area', 'value-asked'],
      ['lawyer', 'value-asked'],
    ]);
    expect(asked).toEqual([
      {
        field: 'area',
        fieldLabel: 'Area of law',
        crosswalk: 'contact:area',
        term: { key: 'Tax', label: 'Tax' },
        options,
      },
      {
        field: 'lawyer',
        fieldLabel: 'lawyer',
        crosswalk: 'attorney',
        term: { key: 'Nobody', label: 'Nobody' },
        options,
      },
    ]);
  });

  it('are reported and not asked about where nobody wants to be asked', () => {
    expect(project({ area: 'Tax' }, {}, set('leave-empty'))).toMatchObject({
      asked: [],
      notes: [{ field: 'area', code: 'option-unmatched' }],
    });
  });

  it('that the firm leaves empty on purpose are not spoken of', () => {
    expect(project({ area: 'Tax' }, {}, set('ask', [{ from: 'Tax', to: null }]))).toEqual(saying({}));
  });
});

describe('a broken row', () => {
  const set = (row: Partial<FieldMapping>, parts: object = {}) =>
    mappingsOf({
      sources: [sourceField('a', 'text'), sourceField('b', 'date')],
      targets: [targetField('t', 'date', parts), targetField('u', 'date')],
      rows: [mappingRow('a', 't', row), mappingRow('b', 'u')],
    });
  const record = { a: 'x', b: '2026-03-01' };

  it.each<[string, MappingSet]>([
    ['types-do-not-fit', set({})],
    ['target-not-writable', set({ sourceField: 'b' }, { writable: false })],
    ['target-field-missing', set({ targetField: 'gone' })],
    ['transform-broken', set({ transforms: [{ kind: 'join', separator: ',' }] })],
  ])('says %s, and the others go on', (code, mappings) => {
    const { draft, notes } = project(record, {}, mappings);
    expect(draft.fields).toEqual({ u: '2026-03-01' });
    expect(notes.map((note) => note.code)).toEqual([code]);
  });

  it('says nothing where it has nothing to carry, erases nothing, and a source field that is gone has no value', () => {
    const { notes, erased, draft } = project({ b: '2026-03-01' }, {}, set({ eraseBlank: true }));
    expect([notes, erased, draft.fields]).toEqual([[], [], { u: '2026-03-01' }]);
    expect(project(record, {}, set({ sourceField: 'gone', eraseBlank: true }))).toMatchObject({
      notes: [],
      erased: [],
    });
  });

  it('that would bring a text of its own is named even where its field is blank', () => {
    const { notes } = project({ b: '2026-03-01' }, {}, set({ transforms: [{ kind: 'template', template: '{b}!' }] }));
    expect(notes).toMatchObject([{ field: 't', code: 'types-do-not-fit' }]);
  });
});

describe('the mapping that says so', () => {
  it('is named for every target field of the level', () => {
    expect(project({}).mappedBy).toMatchObject({ given: 'locked:contact:given', emails: 'locked:contact:emails' });
    expect(project({}).mappedBy).not.toHaveProperty('description');
  });

  it('is the locked row, whatever else aims at its field and in whatever order', () => {
    const shadow = mappingRow('company_name', 'given', { id: 'shadow' });
    for (const rows of [
      [...firmMappings.rows, shadow],
      [shadow, ...firmMappings.rows],
    ]) {
      const projection = project({ first_name: 'Ana', company_name: 'Acme' }, {}, { ...firmMappings, rows });
      expect(projection.draft.fields.given).toBe('Ana');
      expect(projection.mappedBy.given).toBe('locked:contact:given');
    }
  });
});
