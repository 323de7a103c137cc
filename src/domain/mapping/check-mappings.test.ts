import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sourceFieldTypes, targetFieldTypes } from '../../../contracts/mappings.ts';
import { mappingRow, mappingsOf, sourceField, targetField } from '../../../test/support/mapped-fields.ts';
import { checkMappings, checkRow } from './check-mappings.ts';
import type { FieldMapping, MappingSet, SeenFields } from './field-mapping.ts';
import { type MappingProblemCode, mappingProblems } from './mapping-problems.ts';
import { problemOfRow } from './row-problem.ts';

const options = [{ id: '1', label: 'Family' }];
const seen: SeenFields = { sourceLabel: 'Shoe', sourceType: 'text', targetLabel: 'Shoe size', targetType: 'text' };

type Parts = Partial<Parameters<typeof mappingsOf>[0]>;
/** One sound row, `shoe` → `t1`, of contacts; everything else as said. */
const sound = (parts: Parts = {}): MappingSet =>
  mappingsOf({
    sources: [sourceField('shoe', 'text', { label: 'Shoe' })],
    targets: [targetField('t1', 'text', { label: 'Shoe size' })],
    rows: [mappingRow('shoe', 't1', { seen })],
    ...parts,
  });
const rowWith = (parts: Partial<FieldMapping>) => sound({ rows: [mappingRow('shoe', 't1', { seen, ...parts })] });

/** What goes wrong with mappings elsewhere, each as a firm would meet it. */
const scenarios: readonly (readonly [MappingProblemCode, string, MappingSet])[] = [
  ['source-field-missing', 'the intake field was deleted', sound({ sources: [] })],
  [
    'target-field-locked',
    'a new version of the plugin locks the field',
    sound({ locked: [{ level: 'contact', sourceField: 'shoe', targetField: 't1' }] }),
  ],
  ['target-field-missing', 'the field of the target was deleted', sound({ targets: [] })],
  [
    'target-not-writable',
    'the target computes the field',
    sound({ targets: [targetField('t1', 'text', { writable: false })] }),
  ],
  ['types-do-not-fit', 'the field of the target became a date', sound({ targets: [targetField('t1', 'date')] })],
  [
    'transform-broken',
    'a template names a field that is gone',
    rowWith({ transforms: [{ kind: 'template', template: '{x}' }] }),
  ],
  ['type-changed', 'the intake field became a number', sound({ sources: [sourceField('shoe', 'decimal')] })],
  ['type-changed', 'the target field takes several lines by now', sound({ targets: [targetField('t1', 'longtext')] })],
  [
    'option-gone',
    'the table leads to a choice that is gone',
    sound({
      targets: [targetField('t1', 'picklist', { options })],
      rows: [mappingRow('shoe', 't1')],
      crosswalks: [{ name: 'contact:t1', policy: 'leave-empty', table: [{ from: 'a', to: '9' }] }],
    }),
  ],
  [
    'option-gone',
    'the default is gone',
    sound({
      targets: [targetField('t1', 'user', { options })],
      rows: [mappingRow('shoe', 't1')],
      crosswalks: [{ name: 'attorney', policy: 'default', fallback: '9', table: [] }],
    }),
  ],
  [
    'required-unfilled',
    'nothing fills a required field',
    sound({ targets: [targetField('t1', 'text'), targetField('t2', 'text', { required: true })] }),
  ],
];

describe('everything that can be wrong is seen before the sync', () => {
  // Catches: a code without scenario, locked rows told, suggestions taken, unfitting or read-only, broken rows that fill.
  it.each(scenarios)('%s: %s', (code, _case, set) => {
    expect(checkMappings(set).map((problem) => problem.code)).toEqual([code]);
  });

  it('there is a scenario for every code but the one that needs records to be counted', () => {
    const raised = new Set(scenarios.flatMap(([, , set]) => checkMappings(set).map(({ code }) => code)));
    expect(raised).toEqual(new Set(Object.keys(mappingProblems).filter((code) => code !== 'options-unmatched')));
  });

  it('every problem says in sentences what it is and what to do, and where', () => {
    for (const [, , set] of scenarios) {
      for (const problem of checkMappings(set)) {
        expect(problem.message).toMatch(/^[A-Z].*\.$/);
        expect(problem.action).toMatch(/^[A-Z].*\.$/);
        expect(problem.weight).toBe(mappingProblems[problem.code].weight);
        expect(problem.mappingId ?? problem.crosswalk ?? problem.targetField).toBeDefined();
      }
    }
  });

  it('a sound set has no problem', () => expect(checkMappings(sound())).toEqual([]));

  it('a broken row is named by its id, its fields and the names that they had', () => {
    expect(checkMappings(sound({ targets: [] }))).toMatchObject([
      {
        level: 'contact',
        mappingId: 'row:t1',
        sourceField: 'shoe',
        targetField: 't1',
        message: expect.stringContaining('"Shoe size"') as string,
      },
    ]);
    expect(checkMappings(sound({ sources: [] }))).toMatchObject([
      { message: expect.stringContaining('"Shoe"') as string },
    ]);
    expect(checkMappings(sound({ targets: [targetField('t1', 'date')] }))).toMatchObject([
      { message: expect.stringContaining('A text cannot become a date') as string },
    ]);
  });

  it('the rows of one level do not speak of the fields of the other', () => {
    const matterField = sound({ targets: [targetField('t1', 'text', { level: 'matter' })] });
    expect(checkMappings(matterField).map(({ code }) => code)).toEqual(['target-field-missing']);
  });
});

/** Any two fields, there or not, of any types, and a row between them. */
const anyRow = fc
  .record({
    source: fc.option(fc.constantFrom(...sourceFieldTypes)),
    target: fc.option(fc.constantFrom(...targetFieldTypes)),
    writable: fc.boolean(),
    transforms: fc.constantFrom<FieldMapping['transforms']>(
      [],
      [{ kind: 'template', template: '{x}' }],
      [{ kind: 'join', separator: ',' }],
      [{ kind: 'date-format', format: 'yyyy' }],
    ),
    withSeen: fc.boolean(),
  })
  .map(({ source, target, writable, transforms, withSeen }) => ({
    sources: source ? [sourceField('shoe', source)] : [],
    targets: target ? [targetField('t1', target, { writable })] : [],
    row: mappingRow('shoe', 't1', { transforms, ...(withSeen && { seen }) }),
  }));

describe('rows', () => {
  it('a locked row never yields a problem: nobody could mend it', () => {
    fc.assert(
      fc.property(anyRow, ({ row: { seen: _seen, ...row }, sources, targets }) => {
        const locked = { ...row, locked: true };
        const set = mappingsOf({ sources, targets, rows: [locked] });
        expect(checkRow(locked, set)).toEqual([]);
        expect(checkMappings(set)).toEqual([]);
      }),
    );
  });

  it('one problem at most each, and the run finds the very same', () => {
    fc.assert(
      fc.property(anyRow, ({ row, sources, targets }) => {
        const set = mappingsOf({ sources, targets, rows: [row] });
        const [found, ...more] = checkRow(row, set);
        expect(more).toEqual([]);
        expect(found?.code === 'type-changed' ? undefined : found?.code).toBe(problemOfRow(row, set)?.code);
      }),
    );
  });

  it('types are those that the transforms make: they can fit by them, and by them no longer', () => {
    const born = (target: 'text' | 'date', transforms: FieldMapping['transforms']) =>
      checkMappings(
        mappingsOf({
          sources: [sourceField('born', 'date')],
          targets: [targetField('t1', target)],
          rows: [mappingRow('born', 't1', { transforms })],
        }),
      ).map(({ code }) => code);
    const written = [{ kind: 'date-format', format: 'yyyy' }] as const;
    expect([born('date', []), born('date', written)]).toEqual([[], ['types-do-not-fit']]);
    expect([born('text', []), born('text', written)]).toEqual([[], []]);
    const areas = mappingsOf({
      sources: [sourceField('areas', 'multipicklist')],
      targets: [targetField('t1', 'picklist', { options })],
      rows: [mappingRow('areas', 't1', { transforms: [{ kind: 'join', separator: ', ' }] })],
    });
    expect(checkMappings(areas)).toEqual([]);
  });

  it('a broken row does not fill a required field', () => {
    const required = { targets: [targetField('t1', 'date', { required: true })] };
    expect(checkMappings(sound(required)).map(({ code }) => code)).toEqual(['types-do-not-fit', 'required-unfilled']);
    expect(checkMappings(sound({ targets: [targetField('t1', 'text', { required: true })] }))).toEqual([]);
  });

  it('a row that was saved before types were noted has not changed', () =>
    expect(
      checkMappings(sound({ sources: [sourceField('shoe', 'decimal')], rows: [mappingRow('shoe', 't1')] })),
    ).toEqual([]));

  it('a new name is no problem: rows hold ids', () => {
    const renamed = {
      sources: [sourceField('shoe', 'text', { label: 'Foot' })],
      targets: [targetField('t1', 'text', { label: 'x' })],
    };
    expect(checkMappings(sound(renamed))).toEqual([]);
  });
});

describe('a field that is gone, and one of the same name', () => {
  const gone = (targets: Parts['targets'], rows: readonly FieldMapping[] = []) =>
    checkMappings(sound({ targets: targets!, rows: [mappingRow('shoe', 't1', { seen }), ...rows] })).find(
      ({ mappingId }) => mappingId === 'row:t1',
    )?.suggestion;
  const anew = targetField('t2', 'longtext', { label: 'SHOE  size' });

  it('is suggested, never taken', () => {
    expect(gone([anew])).toEqual({ field: 't2', label: 'SHOE  size' });
    expect(gone([])).toBeUndefined();
  });

  it.each<[string, Parts['targets'], FieldMapping[]?]>([
    ['another name', [targetField('t2', 'text', { label: 'Shoes' })]],
    ['a type that does not fit', [targetField('t2', 'date', { label: 'Shoe size' })]],
    ['not to be written', [{ ...anew, writable: false }]],
    ['filled by another row', [anew], [mappingRow('shoe', 't2')]],
    ['filled by a locked row', [anew], [mappingRow('shoe', 't2', { locked: true })]],
    ['of the other level', [{ ...anew, level: 'matter' }]],
  ])('is not where it is %s', (_case, targets, rows) => expect(gone(targets, rows)).toBeUndefined());

  it('a row of the other level takes nothing', () =>
    expect(gone([anew], [mappingRow('shoe', 't2', { level: 'matter' })])).toMatchObject({ field: 't2' }));

  it('a row that does not remember a name gets none suggested', () => {
    const set = sound({ targets: [targetField('t2', 'text', { label: 't1' })], rows: [mappingRow('shoe', 't1')] });
    expect(checkMappings(set)[0]).not.toHaveProperty('suggestion');
  });

  it('fits by what the row’s transforms make of the value', () => {
    const row = mappingRow('born', 't1', {
      seen: { sourceLabel: 'Born', sourceType: 'date', targetLabel: 'Born', targetType: 'text' },
      transforms: [{ kind: 'date-format', format: 'yyyy' }],
    });
    const of = (type: 'date' | 'text') =>
      checkMappings(
        mappingsOf({
          sources: [sourceField('born', 'date')],
          targets: [targetField('t2', type, { label: 'Born' })],
          rows: [row],
        }),
      )[0]?.suggestion?.field;
    expect([of('text'), of('date')]).toEqual(['t2', undefined]);
  });

  it('is suggested for a source field, too', () => {
    const set = sound({ sources: [sourceField('shoe2', 'text', { label: 'SHOE' })] });
    expect(checkMappings(set)).toMatchObject([{ code: 'source-field-missing', suggestion: { field: 'shoe2' } }]);
  });
});

describe('crosswalks', () => {
  const set = (table: { from: string; to: string | null }[], parts: object = {}, name = 'contact:t1') =>
    sound({
      targets: [targetField('t1', 'picklist', { options })],
      rows: [mappingRow('shoe', 't1')],
      crosswalks: [{ name, policy: 'leave-empty', table, ...parts }],
    });

  it('that lead to choices which are there, or to none on purpose, are sound', () => {
    expect(
      checkMappings(
        set(
          [
            { from: 'a', to: '1' },
            { from: 'b', to: null },
          ],
          { fallback: '1' },
        ),
      ),
    ).toEqual([]);
  });

  it('are told with the number of lines that lead nowhere', () => {
    const table = [
      { from: 'a', to: '8' },
      { from: 'b', to: '1' },
      { from: 'c', to: '9' },
    ];
    expect(checkMappings(set(table))).toMatchObject([{ code: 'option-gone', crosswalk: 'contact:t1', count: 2 }]);
  });

  it.each(['label', 'contact:t2', 'matter:t1', 'attorney'])('"%s", which feeds no such list, is left alone', (name) =>
    expect(checkMappings(set([{ from: 'a', to: '9' }], {}, name))).toEqual([]),
  );

  it('of attorneys know the users of all the fields that they feed', () => {
    const users = (path: string, id: string) =>
      targetField(path, 'user', { level: 'matter', options: [{ id, label: id }] });
    const both = sound({
      targets: [users('u1', '1'), users('u2', '2')],
      rows: [
        mappingRow('shoe', 'u1', { level: 'matter', locked: true }),
        mappingRow('shoe', 'u2', { level: 'matter', locked: true }),
      ],
      crosswalks: [
        {
          name: 'attorney',
          policy: 'ask',
          table: [
            { from: 'a', to: '1' },
            { from: 'b', to: '2' },
          ],
        },
      ],
    });
    expect(checkMappings(both)).toEqual([]);
  });
});
