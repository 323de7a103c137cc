import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FieldOption, type TargetField, targetFieldTypes } from '../../../contracts/mappings.ts';
import type { SourceValue } from '../../../contracts/objects/source.ts';
import { convertValue } from './convert-value.ts';

function field(type: TargetField['type'], options?: readonly FieldOption[]): TargetField {
  return { path: 'f', level: 'matter', label: 'F', type, custom: false, writable: true, ...(options && { options }) };
}

const convert = (type: TargetField['type'], value: NonNullable<SourceValue>, options?: readonly FieldOption[]) =>
  convertValue(value, field(type, options), 'America/Los_Angeles');

const areas = [
  { id: '1', label: 'Family' },
  { id: '2', label: 'Família' },
  { id: '3', label: 'Wills & Estates' },
];
const users = [
  { id: 'u1', label: 'Jane Roe', email: 'jane@firm.test' },
  { id: 'u2', label: 'John Doe', email: 'John@Firm.test' },
  { id: 'u3', label: 'John Doe', email: 'jd@firm.test' },
];

describe('rules 7: values are checked by form; what does not fit is left out and reported', () => {
  it.each<[TargetField['type'], NonNullable<SourceValue>]>([
    ['text', ['a', 'b']],
    ['text', { email: 'jane@firm.test' }],
    ['boolean', 'yes'],
    ['boolean', 1],
    ['date', '2026-02-30'],
    ['date', '2026-02-30T10:00:00Z'],
    ['date', 'soon'],
    ['date', 20_260_301],
    ['contact', 'c1'],
    ['matter', 'm1'],
    ['rows', 'x'],
  ])('%s does not take %j', (type, value) => expect(convert(type, value)).toEqual({ code: 'value-invalid' }));

  it('every type answers a value or a reason, whatever comes', () => {
    const value = fc.oneof(
      fc.string(),
      fc.double(),
      fc.boolean(),
      fc.array(fc.string()),
      fc.record({ email: fc.string(), name: fc.string() }, { noNullPrototype: true }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...targetFieldTypes), value, (type, any) => {
        const converted = convert(type, any, areas);
        expect('value' in converted).not.toBe('code' in converted);
      }),
    );
  });
});

describe('nothing is cut, rounded or guessed', () => {
  it('money and decimals stay the text they are', () => {
    expect(convert('money', '1234567890123456.10')).toEqual({ value: '1234567890123456.10' });
    expect(convert('number', 12.5)).toEqual({ value: '12.5' });
  });

  it('text arrives as it is', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        expect(convert('longtext', text)).toEqual({ value: text });
      }),
    );
  });

  it('booleans stay booleans', () => {
    expect([convert('boolean', true), convert('boolean', false)]).toEqual([{ value: true }, { value: false }]);
  });
});

describe('rules 9: dates', () => {
  it('a day stays the day, an instant becomes the firm’s day', () => {
    expect(convert('date', '2026-03-01')).toEqual({ value: '2026-03-01' });
    expect(convert('date', '2026-03-02T05:30:00Z')).toEqual({ value: '2026-03-01' });
  });
});

describe('choices become option ids', () => {
  it('by the exact label first', () => {
    expect(convert('picklist', 'Família', areas)).toEqual({ value: '2' });
    expect(convert('picklist', 'Family', areas)).toEqual({ value: '1' });
  });

  it('then without case and accents, where only one fits', () => {
    expect(convert('picklist', 'wills  &  ESTATES', areas)).toEqual({ value: '3' });
    const twins = [
      { id: '1', label: 'Famile' },
      { id: '2', label: 'Famíle' },
    ];
    expect(convert('picklist', 'FAMILE', twins)).toEqual({ code: 'option-unmatched' });
  });

  it('else they are left out and reported', () => {
    expect(convert('picklist', 'Tax', areas)).toEqual({ code: 'option-unmatched' });
    expect(convert('picklist', 'Tax')).toEqual({ code: 'option-unmatched' });
  });
});

describe('colleagues become users', () => {
  it.each<[NonNullable<SourceValue>, string]>([
    [{ email: 'JANE@firm.test', name: 'Somebody' }, 'u1'],
    [{ email: 'john@firm.test', name: 'John Doe' }, 'u2'],
    [{ email: 'gone@firm.test', name: 'jane roe' }, 'u1'],
    ['Jane Roe', 'u1'],
  ])('%j is %s', (value, id) => expect(convert('user', value, users)).toEqual({ value: id }));

  it.each<[NonNullable<SourceValue>]>([[{ email: 'gone@firm.test' }], ['Nobody'], [['Jane Roe', 'John Doe']]])(
    '%j is nobody',
    (value) => expect(convert('user', value, users)).toEqual({ code: 'user-unmatched' }),
  );
});

describe('rules 1: a matter not hired is Pending, a hired one Open', () => {
  it.each([
    ['pnc', 'pending'],
    ['hired', 'open'],
    ['lost', 'pending'],
  ])('%s → %s', (status, value) => expect(convert('matter-status', status)).toEqual({ value }));
});
