import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SourceField, SourceFieldType } from '../../../contracts/mappings.ts';
import type { SourceValue } from '../../../contracts/objects/source.ts';
import { sourceField } from '../../../test/support/mapped-fields.ts';
import { sourceOptions, sourceValues } from '../../../test/support/source-values.ts';
import { carryValue, shapeAfter } from './carry-value.ts';
import type { Transform } from './transform.ts';

const own: readonly SourceField[] = [
  sourceField('first', 'text'),
  sourceField('last', 'text'),
  sourceField('born', 'date'),
  sourceField('met', 'datetime'),
  sourceField('story', 'longtext'),
  sourceField('fee', 'money'),
  sourceField('areas', 'multipicklist', { options: sourceOptions }),
  sourceField('area', 'picklist', { options: sourceOptions }),
  sourceField('boss', 'company'),
  sourceField('minor', 'boolean'),
  sourceField('emails', 'rows'),
];
const fields = new Map(own.map((field) => [field.path, field]));
const of = (path: string) => fields.get(path)!;

const shape = (path: string, ...transforms: Transform[]) => shapeAfter({ transforms }, of(path), fields);
function carry(path: string, record: Readonly<Record<string, NonNullable<SourceValue>>>, ...transforms: Transform[]) {
  const setting = { fields, valueOf: (field: string) => record[field], timeZone: 'America/Los_Angeles' };
  return carryValue({ transforms }, of(path), setting).value;
}

const template = (text: string): Transform => ({ kind: 'template', template: text });
const join = (separator: string): Transform => ({ kind: 'join', separator });
const dateFormat = (format: string): Transform => ({ kind: 'date-format', format });
const byDefault = (value: (Transform & { kind: 'default' })['value']): Transform => ({ kind: 'default', value });

describe('a row without transforms', () => {
  // Catches: two of a kind, a template later, shapes not passed on, `||` for `??`, join or format of anything, labels lost.
  it('carries every value of every type as it is', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...own).chain((field) => fc.tuple(fc.constant(field), sourceValues[field.type])),
        ([field, value]) => {
          expect(shape(field.path)).toEqual({ type: field.type, options: field.options });
          expect(carry(field.path, { [field.path]: value })).toEqual(value);
        },
      ),
    );
  });
});

describe('a template', () => {
  it('is a text of the fields it names, each as it would be written', () => {
    const record = { first: 'Ana', born: '1980-02-29', met: '2026-03-02T05:30:00Z', fee: '007.50', minor: true };
    expect(
      carry('first', { ...record, areas: ['k1', 'k4'], area: 'k2' }, template('{first} {born} {met} {fee} {minor}')),
    ).toBe('Ana 1980-02-29 2026-03-01 21:30 007.50 Yes');
    expect(carry('last', { areas: ['k1', 'k4'], area: 'k2' }, template('{areas}; {area}'))).toBe(
      'Family, Traffic; Família',
    );
  });

  it('does not need the field of its row', () => {
    expect(carry('last', { first: 'Ana' }, template('{first}'))).toBe('Ana');
    expect(carry('last', { last: 'Lopez' }, template('{first}'))).toBeUndefined();
  });

  it('has several lines where a field or the template itself has', () => {
    expect(shape('first', template('{first} {last}'))).toEqual({ type: 'text' });
    expect(shape('first', template('{first} {story}'))).toEqual({ type: 'longtext' });
    expect(shape('first', template('{first}\n{last}'))).toEqual({ type: 'longtext' });
  });

  it.each([
    ['{first', 'brace'],
    ['no field', 'names no field'],
    ['{first} {shoe}', 'names "shoe"'],
    ['{first} {boss}', 'company cannot be written'],
    ['{emails}', 'cannot be written'],
  ])('%s is refused when it is saved', (text, why) => {
    expect(shape('first', template(text))).toEqual({ problem: expect.stringContaining(why) as string });
  });
});

describe('a join', () => {
  it('writes the labels of the choices in their order', () => {
    expect(shape('areas', join(' / '))).toEqual({ type: 'text' });
    expect(carry('areas', { areas: ['k4', 'k1'] }, join(' / '))).toBe('Traffic / Family');
    expect(carry('areas', {}, join(' / '))).toBeUndefined();
  });

  it.each(own.filter(({ type }) => type !== 'multipicklist'))('of $type is refused', ({ path }) =>
    expect(shape(path, join(', '))).toHaveProperty('problem'),
  );
});

describe('a date format', () => {
  it('writes a day as it is and a moment as the firm’s clock showed it', () => {
    expect(carry('born', { born: '1980-02-29' }, dateFormat('MM/dd/yyyy'))).toBe('02/29/1980');
    expect(carry('met', { met: '2026-03-02T05:30:00Z' }, dateFormat('MM/dd/yyyy h:mm a'))).toBe('03/01/2026 9:30 PM');
    expect(carry('born', {}, dateFormat('MM/dd/yyyy'))).toBeUndefined();
  });

  it('is refused for what is no date, for what Luxon would read otherwise, and for hours of a day', () => {
    expect(shape('first', dateFormat('yyyy'))).toHaveProperty('problem');
    expect(shape('born', dateFormat('YYYY'))).toHaveProperty('problem');
    expect(shape('born', dateFormat('HH:mm'))).toHaveProperty('problem');
    expect(shape('met', dateFormat('HH:mm'))).toEqual({ type: 'text' });
  });
});

describe('a default', () => {
  it('is taken where the value is blank, and only there', () => {
    expect(carry('first', {}, byDefault('Unknown'))).toBe('Unknown');
    expect(carry('first', { first: 'Ana' }, byDefault('Unknown'))).toBe('Ana');
    expect(carry('minor', { minor: false }, byDefault(true))).toBe(false);
    expect(shape('areas', byDefault(['k1']))).toEqual({ type: 'multipicklist', options: sourceOptions });
  });

  it.each<[SourceFieldType, (Transform & { kind: 'default' })['value'], boolean]>([
    ['text', 'x', true],
    ['text', '', false],
    ['text', 7, false],
    ['boolean', false, true],
    ['boolean', 'No', false],
    ['integer', 7, true],
    ['integer', 7.5, false],
    ['integer', '7', false],
    ['money', '7.50', true],
    ['money', '$7', false],
    ['date', '2024-02-29', true],
    ['date', '2026-02-30', false],
    ['datetime', '2026-03-02T05:30:00Z', true],
    ['datetime', '2026-03-02', false],
    ['time', '09:30', true],
    ['time', '9:30', false],
    ['picklist', 'k1', true],
    ['picklist', 'Family', false],
    ['multipicklist', ['k1', 'k2'], true],
    ['multipicklist', ['k1', 'k9'], false],
    ['multipicklist', [], false],
    ['multipicklist', 'k1', false],
    ['email', 'a@x.test', true],
    ['email', 'a', false],
    ['url', 'https://x.test', true],
    ['url', 'x.test', false],
    ['contact', 'c1', false],
    ['company', 'c1', false],
    ['matter', 'm1', false],
    ['rows', 'x', false],
    ['matter-status', 'hired', false],
  ])('of %s may be %j: %s', (type, value, may) => {
    const found = shapeAfter(
      { transforms: [byDefault(value)] },
      sourceField('f', type, { options: sourceOptions }),
      fields,
    );
    expect(!('problem' in found)).toBe(may);
  });

  it.each<[SourceFieldType, string]>([
    ['time', '99:99'],
    ['datetime', '2026-02-30T10:00:00Z'],
    ['datetime', '2026-03-02T99:00:00Z'],
    ['text', '  '],
  ])('of %s may not be "%s"', (type, value) => {
    expect(shapeAfter({ transforms: [byDefault(value)] }, sourceField('f', type), fields)).toHaveProperty('problem');
  });
});

describe('several transforms', () => {
  it('go one after the other, each on what the one before has made', () => {
    expect(carry('areas', {}, join('; '), byDefault('none'))).toBe('none');
    expect(carry('areas', {}, byDefault(['k1', 'k2']), join('; '))).toBe('Family; Família');
    expect(carry('born', {}, dateFormat('yyyy'), byDefault('unknown'))).toBe('unknown');
    expect(carry('born', {}, byDefault('2000-01-01'), dateFormat('yyyy'))).toBe('2000');
    expect(carry('born', {}, template('{first}'), byDefault('nobody'))).toBe('nobody');
  });

  it('are refused where one cannot take what the one before makes', () => {
    expect(shape('areas', join('; '), byDefault(['k1']))).toHaveProperty('problem');
    expect(shape('born', dateFormat('yyyy'), byDefault('2000-01-01'))).toEqual({ type: 'text' });
    expect(shape('born', dateFormat('yyyy'), join(', '))).toHaveProperty('problem');
    expect(shape('areas', template('{first}'), join(', '))).toHaveProperty('problem');
    expect(shape('born', template('{born}'), dateFormat('yyyy'))).toHaveProperty('problem');
  });

  it('each kind stands once, and a template first', () => {
    expect(shape('first', byDefault('a'), byDefault('b'))).toEqual({
      problem: expect.stringContaining('two') as string,
    });
    expect(shape('first', byDefault('a'), template('{first}'))).toEqual({
      problem: expect.stringContaining('first') as string,
    });
    expect(shape('first', template('{first}'), byDefault('a'))).toEqual({ type: 'text' });
  });

  it('what is found sound when it is saved carries a value of the type that was promised, or blank', () => {
    const transform = fc.constantFrom(
      template('{first} {born}'),
      template('{story}'),
      join(', '),
      dateFormat('MMMM d, yyyy'),
      byDefault('k1'),
      byDefault('2000-01-01'),
      byDefault(['k1']),
      byDefault(true),
    );
    const path = fc.constantFrom(...own.map((field) => field.path));
    const record = fc.record(Object.fromEntries(own.map((field) => [field.path, sourceValues[field.type]])), {
      requiredKeys: [],
      noNullPrototype: true,
    });
    fc.assert(
      fc.property(path, fc.array(transform, { maxLength: 3 }), record, (from, transforms, values) => {
        const promised = shape(from, ...transforms);
        const value = carry(from, values as Record<string, NonNullable<SourceValue>>, ...transforms);
        fc.pre(!('problem' in promised) && value !== undefined && transforms.length > 0);
        const { type } = promised;
        expect(Array.isArray(value)).toBe(type === 'multipicklist');
        expect(typeof value === 'boolean').toBe(type === 'boolean');
        expect((type === 'text' || type === 'longtext') && typeof value !== 'string').toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a value that its transform cannot read', () => {
  it.each<[string, NonNullable<SourceValue>, Transform]>([
    ['born', '2026-02-30', dateFormat('yyyy')],
    ['areas', 'k1', join(', ')],
    ['born', '2026-02-30', template('{first} {born}')],
  ])('of %s: %j is not blank', (path, value, transform) => {
    expect(carry(path, { [path]: value }, transform, byDefault('nothing told'))).not.toBe('nothing told');
  });
});
