import { describe, expect, it } from 'vitest';
import { mappingRow, mappingsOf, sourceField } from '../../../test/support/mapped-fields.ts';
import { targetFieldOf } from './field-mapping.ts';

const locked = [{ level: 'contact', sourceField: 'first_name', targetField: 'given' }] as const;

describe('everything that says which source field goes where', () => {
  // Catches: locked rows last, the family's word over the source's, a meaning taken from a row of the firm.
  it('has the locked rows first, each with an id of its own, plain and not to be changed', () => {
    const set = mappingsOf({ sources: [], targets: [], locked, rows: [mappingRow('a', 't')] });
    expect(set.rows).toEqual([
      {
        id: 'locked:contact:given',
        level: 'contact',
        sourceField: 'first_name',
        targetField: 'given',
        locked: true,
        transforms: [],
        eraseBlank: false,
      },
      mappingRow('a', 't'),
    ]);
  });

  it('knows what every family says of itself, and takes the source’s own word for it', () => {
    const { contact, matter } = mappingsOf({ sources: [], targets: [] }).sourceFields;
    expect([...contact.values(), ...matter.values()].map(({ path, type }) => [path, type])).toEqual([
      ['company', 'company'],
      ['client', 'contact'],
      ['status', 'matter-status'],
      ['hired_at', 'datetime'],
    ]);
    const called = mappingsOf({ sources: [sourceField('company', 'company', { label: 'Employer' })], targets: [] });
    expect(called.sourceFields.contact.get('company')?.label).toBe('Employer');
  });
});

describe('what a source field means in the target', () => {
  it('is told by the locked rows alone, whatever the firm maps beside them', () => {
    const own = mappingRow('first_name', 'nick');
    const { rows } = mappingsOf({ sources: [], targets: [], locked });
    expect(targetFieldOf([own, ...rows], 'contact', 'first_name')).toBe('given');
    expect(targetFieldOf([own], 'contact', 'first_name')).toBeUndefined();
    expect(targetFieldOf(rows, 'matter', 'first_name')).toBeUndefined();
  });
});
