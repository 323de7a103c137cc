import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mappingRow, mappingsOf, sourceField, targetField } from '../../../test/support/mapped-fields.ts';
import { defaultSettings } from '../settings/sync-settings.ts';
import type { FieldMapping, MappingSet } from './field-mapping.ts';
import { placeSetup, reasonOf } from './place-setup.ts';
import { writeSetup } from './write-setup.ts';

const origin = { system: 'clio', integrationId: 'home', settings: { ...defaultSettings, timeZone: 'UTC' } };

const pairs = [
  ['Claim value', 'money', 'money'],
  ['Date of loss', 'date', 'date'],
  ['Story', 'longtext', 'longtext'],
  ['Language', 'picklist', 'picklist'],
  ['Interpreter', 'boolean', 'boolean'],
] as const;

const choices = (prefix: string) => ['English', 'Íslenska'].map((label, at) => ({ id: `${prefix}${at}`, label }));

/** The same fields in two firms, under other ids. */
function firm(prefix: string, only: readonly number[], rows: readonly FieldMapping[] = []): MappingSet {
  const named = only.map((at) => [at, pairs[at]!] as const);
  return mappingsOf({
    sources: [
      sourceField('first_name', 'text', { label: 'First name', custom: false }),
      ...named.map(([at, [label, type]]) =>
        sourceField(`custom:${prefix}s${at}`, type, { label, ...(type === 'picklist' && { options: choices('key') }) }),
      ),
    ],
    targets: [
      targetField('first_name', 'text', { label: 'First name', custom: false }),
      ...named.map(([at, [label, , type]]) =>
        targetField(`custom:${prefix}t${at}`, type, {
          label,
          ...(type === 'picklist' && { options: choices(prefix) }),
        }),
      ),
    ],
    locked: [{ level: 'contact', sourceField: 'first_name', targetField: 'first_name' }],
    rows,
    crosswalks: only.includes(3)
      ? [
          {
            name: `contact:custom:${prefix}t3`,
            policy: 'default',
            fallback: `${prefix}1`,
            table: [{ from: 'is', to: `${prefix}0` }],
          },
        ]
      : [],
  });
}

const rowAt = (prefix: string, at: number): FieldMapping => {
  const [label, sourceType, targetType] = pairs[at]!;
  const seen = { sourceLabel: label, sourceType, targetLabel: label, targetType };
  return mappingRow(`custom:${prefix}s${at}`, `custom:${prefix}t${at}`, { seen, eraseBlank: at % 2 === 0 });
};

const all = pairs.map((_, at) => at);
const some = fc.subarray(all);

// Caught, tried by hand: a field found by its path in another firm; a choice found by its id there; no look at locked
// rows; a namesake taken at home.
describe('a set-up that goes out and comes in again', () => {
  it('is the same at home', () => {
    fc.assert(
      fc.property(some, (mapped) => {
        const set = firm(
          'a',
          all,
          mapped.map((at) => rowAt('a', at)),
        );
        const placed = placeSetup(writeSetup(origin, set), set, 'home');
        expect(placed.unplaced).toEqual([]);
        expect(placed.crosswalks).toEqual(set.crosswalks);
        expect(placed.rows.map(({ sourceField: from, targetField: to, eraseBlank }) => [from, to, eraseBlank])).toEqual(
          set.rows.filter(({ locked }) => !locked).map((row) => [row.sourceField, row.targetField, row.eraseBlank]),
        );
      }),
    );
  });

  it('finds the fields and choices of another firm by name and type, and tells each that has no place', () => {
    fc.assert(
      fc.property(some, some, (mapped, there) => {
        const set = firm(
          'a',
          all,
          mapped.map((at) => rowAt('a', at)),
        );
        const { rows, crosswalks, unplaced } = placeSetup(writeSetup(origin, set), firm('b', there), 'abroad');
        const placeable = mapped.filter((at) => there.includes(at));
        expect(rows.map(({ targetField: to }) => to)).toEqual(placeable.map((at) => `custom:bt${at}`));
        const missed = mapped.filter((at) => !there.includes(at)).map((at) => `${pairs[at]![0]} → ${pairs[at]![0]}`);
        expect(unplaced.filter(({ what }) => what === 'mapping').map((one) => one.label)).toEqual(missed);
        for (const one of unplaced) expect(reasonOf(one)).toMatch(/^[A-Z].*\.$/);
        const here = there.includes(3);
        expect(crosswalks.filter(({ fallback }) => fallback !== undefined)).toEqual(
          here
            ? [{ name: 'contact:custom:bt3', policy: 'default', fallback: 'b1', table: [{ from: 'is', to: 'b0' }] }]
            : [],
        );
      }),
    );
  });

  it('does not take a namesake for a field that is gone at home', () => {
    const written = writeSetup(origin, firm('a', all, [rowAt('a', 1)]));
    const { rows, unplaced } = placeSetup(written, firm('b', all), 'home');
    expect(rows).toEqual([]);
    expect(unplaced).toContainEqual(expect.objectContaining({ what: 'mapping', code: 'source-field-missing' }));
  });

  it('aims at no field that a locked row fills, and at none twice', () => {
    const set = firm('a', all, [rowAt('a', 2)]);
    const document = writeSetup(origin, set);
    const [row] = document.mappings;
    const locked = { path: 'first_name', label: 'First name', type: 'text' as const };
    const mappings = [{ ...row!, target: locked }, row!, row!];
    const { rows, unplaced } = placeSetup({ ...document, mappings }, set, 'home');
    expect(rows).toHaveLength(1);
    expect(unplaced.map(({ code }) => code)).toEqual(['target-field-locked', 'target-field-taken']);
  });

  it('carries templates over to the paths that their fields have there', () => {
    const written = rowAt('a', 2);
    const template = { kind: 'template', template: '{{x}} {custom:as2} {first_name}' } as const;
    const set = firm('a', all, [{ ...written, transforms: [template] }]);
    const { rows } = placeSetup(writeSetup(origin, set), firm('b', all), 'abroad');
    expect(rows[0]?.transforms).toEqual([{ kind: 'template', template: '{{x}} {custom:bs2} {first_name}' }]);
  });

  it('does not take an id for what it means at home: elsewhere the same one may be something else', () => {
    const story = {
      seen: { sourceLabel: 'Story', sourceType: 'longtext', targetLabel: 'Story', targetType: 'longtext' },
    } as const;
    const tongue = {
      sourceLabel: 'Tongue',
      sourceType: 'picklist',
      targetLabel: 'Tongue',
      targetType: 'picklist',
    } as const;
    const fields = (names: readonly string[], ids: readonly string[]) => {
      const options = ids.map((id, at) => ({ id, label: ['English', 'Íslenska'][at]! }));
      return {
        sources: [
          ...names.map((label, at) => sourceField(`s${at}`, 'longtext', { label })),
          sourceField('sp', 'picklist', { label: 'Tongue', options }),
        ],
        targets: [
          ...names.map((label, at) => targetField(`t${at}`, 'longtext', { label })),
          targetField('tp', 'picklist', { label: 'Tongue', options }),
        ],
      };
    };
    const rows = [mappingRow('s0', 't0', story), mappingRow('sp', 'tp', { seen: tongue })];
    const crosswalks = [{ name: 'contact:tp', policy: 'ask' as const, table: [{ from: 'is', to: '1' }] }];
    const home = mappingsOf({ ...fields(['Story', 'Secret'], ['1', '2']), rows, crosswalks });
    const placed = placeSetup(writeSetup(origin, home), mappingsOf(fields(['Secret', 'Story'], ['2', '1'])), 'abroad');
    expect(placed.rows.map(({ targetField: to }) => to)).toEqual(['t1', 'tp']);
    expect(placed.crosswalks).toMatchObject([{ table: [{ from: 'is', to: '2' }] }]);
  });
});
