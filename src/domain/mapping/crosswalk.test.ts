import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { targetFieldTypes } from '../../../contracts/mappings.ts';
import { mappingRow } from '../../../test/support/mapped-fields.ts';
import { type Crosswalk, crosswalkNameOf, untouchedCrosswalk, withEntry } from './crosswalk.ts';

describe('the crosswalk of a row', () => {
  // Catches: practice areas for rows of the firm, no level in the name, labels left empty, a second line for one value.
  it.each(targetFieldTypes)('%s', (type) => {
    const names = { user: 'attorney', picklist: 'contact:f' } as const;
    expect(crosswalkNameOf(mappingRow('x', 'f'), type)).toBe(type in names ? names[type as 'user'] : undefined);
  });

  it('practice areas have one of their own, by the locked row alone', () => {
    const area = mappingRow('practice_area', 'area', { level: 'matter', locked: true });
    expect(crosswalkNameOf(area, 'picklist')).toBe('practice-area');
    expect(crosswalkNameOf({ ...area, locked: false }, 'picklist')).toBe('matter:area');
    expect(crosswalkNameOf({ ...area, sourceField: 'stage' }, 'picklist')).toBe('matter:area');
  });
});

describe('a crosswalk that nobody has touched', () => {
  it('keeps labels and leaves the rest empty', () => {
    expect(untouchedCrosswalk('label').policy).toBe('keep');
    for (const name of ['practice-area', 'attorney', 'contact:f'])
      expect(untouchedCrosswalk(name)).toEqual({ name, policy: 'leave-empty', table: [] });
  });
});

describe('a line for a value', () => {
  const from = fc.constantFrom('a', 'b', 'c');
  const entry = fc.record({ from, to: fc.option(fc.constantFrom('1', '2')) }, { noNullPrototype: true });
  const kept: Crosswalk = { name: 'attorney', policy: 'default', fallback: '9', table: [] };
  const learnt = (entries: readonly Crosswalk['table'][number][]) => entries.reduce(withEntry, kept);

  it('takes the place of the one it had; there is one a value, and the last one told holds', () => {
    fc.assert(
      fc.property(fc.array(entry), (entries) => {
        const { table, ...rest } = learnt(entries);
        const last = Object.fromEntries(entries.map(({ from, to }) => [from, to]));
        expect(Object.fromEntries(table.map(({ from, to }) => [from, to]))).toEqual(last);
        expect(table.length).toBe(Object.keys(last).length);
        expect(rest).toEqual({ name: 'attorney', policy: 'default', fallback: '9' });
      }),
    );
  });

  it('leaves the one that was given as it was', () => {
    withEntry(kept, { from: 'a', to: null });
    expect(kept.table).toEqual([]);
  });
});
