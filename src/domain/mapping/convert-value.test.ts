import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type FieldOption,
  type SourceFieldType,
  sourceFieldTypes,
  type TargetFieldType,
  targetFieldTypes,
} from '../../../contracts/mappings.ts';
import type { SourceValue } from '../../../contracts/objects/source.ts';
import { amountOf } from '../../../test/support/amount-of.ts';
import { machineZones, onMachineIn } from '../../../test/support/machine-zone.ts';
import { targetField } from '../../../test/support/mapped-fields.ts';
import { sourceOptions, sourceValues } from '../../../test/support/source-values.ts';
import { fieldCodes } from '../planning/field-notes.ts';
import { type Converted, convertValue, type TypedValue } from './convert-value.ts';
import type { Crosswalk } from './crosswalk.ts';
import { type ConversionRule, fitOf } from './type-table.ts';

function convert(
  source: SourceFieldType,
  target: TargetFieldType,
  value: NonNullable<SourceValue>,
  options?: readonly FieldOption[],
  crosswalk?: Crosswalk,
): Converted {
  const field = targetField('f', target, options && { options });
  return convertValue({ value, type: source }, field, { timeZone: 'America/Los_Angeles', crosswalk });
}

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
  it.each<[SourceFieldType, TargetFieldType, NonNullable<SourceValue>]>([
    ['text', 'text', ['a', 'b']],
    ['text', 'text', { email: 'jane@firm.test' }],
    ['boolean', 'boolean', 'yes'],
    ['boolean', 'boolean', 1],
    ['boolean', 'text', 'yes'],
    ['date', 'date', '2026-02-30'],
    ['datetime', 'date', '2026-02-30T10:00:00Z'],
    ['date', 'date', 'soon'],
    ['date', 'date', 20_260_301],
    ['date', 'text', '2026-02-30'],
    ['datetime', 'text', 'soon'],
    ['time', 'time', '9:30'],
    ['email', 'email', 'ana at example'],
    ['url', 'url', 'example.test'],
    ['money', 'money', '$5'],
    ['integer', 'text', '5 or 6'],
    ['user', 'user', ['Jane Roe', 'John Doe']],
    ['contact', 'contact', 'c1'],
    ['matter', 'matter', 'm1'],
  ])('%s → %s does not take %j', (source, target, value) =>
    expect(convert(source, target, value, users)).toEqual({ code: 'value-invalid' }),
  );

  it.each<[SourceFieldType, TargetFieldType, NonNullable<SourceValue>]>([
    ['rows', 'rows', 'x'],
    ['datetime', 'date', '2026-02-30'],
    ['datetime', 'text', '2026'],
    ['datetime', 'time', '2026-03-01'],
    ['time', 'time', '99:99'],
  ])('nor does %s → %s take %j', (source, target, value) =>
    expect(convert(source, target, value)).toEqual({ code: 'value-invalid' }),
  );

  it('every pair of types answers a value or a reason, whatever comes', () => {
    const value = fc.oneof(
      fc.string(),
      fc.double(),
      fc.boolean(),
      fc.array(fc.string()),
      fc.record({ email: fc.string(), name: fc.string() }, { noNullPrototype: true }),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...sourceFieldTypes),
        fc.constantFrom(...targetFieldTypes),
        value,
        (...[source, target, any]) => {
          const converted = convert(source, target, any, areas);
          const code = 'code' in converted ? converted.code : undefined;
          const withValue = [undefined, 'lines-joined', 'fallback-taken'];
          expect('value' in converted).toBe(withValue.includes(code));
          expect(code === 'types-do-not-fit').toBe(!fitOf(source, target).fits);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('nothing is cut, rounded or guessed', () => {
  it('money and decimals stay the text they are', () => {
    expect(convert('money', 'money', '1234567890123.10')).toEqual({ value: '1234567890123.10' });
    expect(convert('decimal', 'number', 12.5)).toEqual({ value: '12.5' });
    expect(convert('money', 'text', '1234567890123456.10')).toEqual({ value: '1234567890123456.10' });
  });

  it('what would be rounded by the target is left out instead, and told', () => {
    const told = { code: 'value-too-precise' };
    expect(convert('money', 'money', '1234567890123456.10')).toEqual(told);
    expect(convert('money', 'money', '1.005')).toEqual(told);
    expect(convert('decimal', 'money', '0.001')).toEqual(told);
    expect(convert('decimal', 'number', '0.001')).toEqual({ value: '0.001' });
    expect(convert('integer', 'number', Number.MAX_SAFE_INTEGER)).toEqual(told);
    expect(convert('datetime', 'time', '2026-03-02T05:30:00.250Z')).toEqual(told);
  });

  it('text arrives as it is', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        expect(convert('longtext', 'longtext', text)).toEqual({ value: text });
      }),
    );
  });

  it('booleans stay booleans', () => {
    expect([convert('boolean', 'boolean', true), convert('boolean', 'boolean', false)]).toEqual([
      { value: true },
      { value: false },
    ]);
  });
});

describe('rules 9: dates', () => {
  it('a day stays the day, an instant becomes the firm’s day', () => {
    expect(convert('date', 'date', '2026-03-01')).toEqual({ value: '2026-03-01' });
    expect(convert('datetime', 'date', '2026-03-02T05:30:00Z')).toEqual({ value: '2026-03-01' });
  });
});

describe('choices become option ids', () => {
  it('by the exact label first', () => {
    expect(convert('text', 'picklist', 'Família', areas)).toEqual({ value: '2' });
    expect(convert('text', 'picklist', 'Family', areas)).toEqual({ value: '1' });
  });

  it('then without case and accents, where only one fits', () => {
    expect(convert('text', 'picklist', 'wills  &  ESTATES', areas)).toEqual({ value: '3' });
    const twins = [
      { id: '1', label: 'Famile' },
      { id: '2', label: 'Famíle' },
    ];
    expect(convert('text', 'picklist', 'FAMILE', twins)).toEqual({ code: 'option-unmatched' });
  });

  it('else they are left out and reported', () => {
    expect(convert('text', 'picklist', 'Tax', areas)).toEqual({ code: 'option-unmatched' });
    expect(convert('text', 'picklist', 'Tax')).toEqual({ code: 'option-unmatched' });
  });
});

describe('colleagues become users', () => {
  it.each<[NonNullable<SourceValue>, string]>([
    [{ email: 'JANE@firm.test', name: 'Somebody' }, 'u1'],
    [{ email: 'john@firm.test', name: 'John Doe' }, 'u2'],
    [{ email: 'gone@firm.test', name: 'jane roe' }, 'u1'],
    ['Jane Roe', 'u1'],
  ])('%j is %s', (value, id) => expect(convert('user', 'user', value, users)).toEqual({ value: id }));

  it.each<[NonNullable<SourceValue>]>([[{ email: 'gone@firm.test' }], ['Nobody']])('%j is nobody', (value) =>
    expect(convert('user', 'user', value, users)).toEqual({ code: 'user-unmatched' }),
  );
});

describe('rules 1: a matter not hired is Pending, a hired one Open', () => {
  it.each([
    ['pnc', 'pending'],
    ['hired', 'open'],
    ['lost', 'pending'],
  ])('%s → %s', (status, value) => expect(convert('matter-status', 'matter-status', status)).toEqual({ value }));
});

describe('what has no counterpart follows the policy of its crosswalk', () => {
  const walk = (parts: Partial<Crosswalk>): Crosswalk => ({
    name: 'contact:f',
    policy: 'leave-empty',
    table: [],
    ...parts,
  });

  it.each<[string, Partial<Crosswalk>, Converted]>([
    ['left empty and reported', {}, { code: 'option-unmatched' }],
    ['the default, reported', { policy: 'default', fallback: '3' }, { value: '3', code: 'fallback-taken' }],
    ['a default that is gone', { policy: 'default', fallback: '9' }, { code: 'option-unmatched' }],
    ['asked', { policy: 'ask' }, { code: 'value-asked', term: { key: 'Tax', label: 'Tax' } }],
    ['the firm’s table', { policy: 'ask', table: [{ from: 'tax', to: '2' }] }, { value: '2' }],
    ['left empty on purpose', { policy: 'ask', table: [{ from: 'Tax', to: null }] }, { leftEmpty: true }],
  ])('%s', (_case, parts, converted) =>
    expect(convert('text', 'picklist', 'Tax', areas, walk(parts))).toEqual(converted),
  );

  it('of colleagues too', () => {
    const term = { key: 'gone@firm.test', label: 'gone@firm.test', email: 'gone@firm.test' };
    const asks = walk({ name: 'attorney', policy: 'ask' });
    expect(convert('user', 'user', { email: 'gone@firm.test' }, users, asks)).toEqual({ code: 'value-asked', term });
  });
});

describe('line breaks have no place in one line', () => {
  it.each([
    ['12 Main St\nApt 4', '12 Main St Apt 4'],
    ['a\r\n\r\nb', 'a b'],
    ['a \n b', 'a b'],
    ['a\u2028b\u2029c', 'a b c'],
    ['two  spaces\nb', 'two  spaces b'],
  ])('%j becomes %j, and the run says so', (value, line) =>
    expect(convert('longtext', 'text', value)).toEqual({ value: line, code: 'lines-joined' }),
  );

  it('a line is left as it is, spaces at its ends included', () =>
    expect(convert('text', 'text', '  a  b\t')).toEqual({ value: '  a  b\t' }));

  it.each(['a\n', '\r\na', 'a\u2028'])('%j becomes one line too', (value) =>
    expect(convert('longtext', 'text', value)).toEqual({ value: 'a', code: 'lines-joined' }),
  );
});

// Seven hours behind Greenwich all year, so that its clock can be told by counting.
const countedZone = 'America/Phoenix';
const clockAt = (value: unknown) => new Date(Date.parse(String(value)) - 7 * 3_600_000).toISOString().slice(0, 23);
const states = [
  { id: 'pnc', label: 'Potential new client' },
  { id: 'hired', label: 'Hired' },
  { id: 'lost', label: 'Lost' },
];
const labelOf = (id: unknown) => [...sourceOptions, ...states].find((option) => option.id === id)?.label;
const breaks = /[\r\n\u2028\u2029]+/;

/** What is behind the point of time that was written is nothing. */
function expectWhole(written: unknown, all: string): void {
  expect(all.startsWith(String(written))).toBe(true);
  expect(all.slice(String(written).length)).toMatch(/^(?:(?::00)?\.000)?$/);
}

interface Carried {
  readonly value: unknown;
  readonly code?: string | undefined;
}

/** The text as it came, zeros and all, or the digits of a number of the machine. */
function expectDigits(given: TypedValue['value'], { value }: Carried): void {
  expect(value).toBeTypeOf('string');
  expect(typeof given === 'number' ? Number(value) : value).toBe(given);
}

/** What each rule promises of a value that it carries, told without the code that carries it. */
const promises: Readonly<Record<ConversionRule, (given: TypedValue['value'], carried: Carried) => void>> = {
  same: (given, carried) => expect(carried).toEqual({ value: given }),
  'one-line': (given, { value, code }) => {
    const pieces = (given as string).split(breaks).map((piece) => piece.trim());
    expect(value).toBe(pieces.length > 1 ? pieces.filter((piece) => piece !== '').join(' ') : given);
    expect(code).toBe(pieces.length > 1 ? 'lines-joined' : undefined);
  },
  'yes-no': (given, { value }) => expect(value).toBe(given === true ? 'Yes' : 'No'),
  digits: expectDigits,
  exact: (given, carried) => {
    expectDigits(given, carried);
    expect(amountOf(String(Number(carried.value)))).toBe(amountOf(carried.value as string));
  },
  cents: (given, carried) => {
    expectDigits(given, carried);
    expect(amountOf(Number(carried.value).toFixed(2))).toBe(amountOf(carried.value as string));
  },
  'date-as-text': (given, { value }) => expect(value).toBe(given),
  'instant-as-text': (given, { value }) => expectWhole(value, clockAt(given).replace('T', ' ')),
  'day-in-zone': (given, { value }) => expect(value).toBe(clockAt(given).slice(0, 10)),
  'time-in-zone': (given, { value }) => expectWhole(value, clockAt(given).slice(11)),
  'choice-as-text': (given, { value }) => expect(value).toBe(labelOf(given)),
  'choices-as-text': (given, { value }) => expect(String(value).split(', ')).toEqual((given as string[]).map(labelOf)),
  'name-as-text': (given, { value, code }) => {
    const { name, email } = typeof given === 'object' ? (given as { name?: string; email?: string }) : { name: given };
    const lines = String(name ?? email?.toLowerCase())
      .split(breaks)
      .map((line) => line.trim());
    const joined = lines.filter((line) => line !== '').join(' ');
    expect(value).toBe(code === 'lines-joined' ? joined : (name ?? email?.toLowerCase()));
  },
  crosswalk: (_given, { value }) => expect([...areas, ...users].map(({ id }) => id)).toContain(value),
  reference: () => expect.unreachable('References are carried by links alone.'),
  'open-or-pending': (given, { value }) => expect(value).toBe(given === 'hired' ? 'open' : 'pending'),
};

const allowed = sourceFieldTypes.flatMap((source) =>
  targetFieldTypes.flatMap((target) => {
    const fit = fitOf(source, target);
    return fit.fits && source !== 'rows' ? [{ source, target, rule: fit.rule }] : [];
  }),
);

// Catches: cents or digits lost, the day of Greenwich, NFC, all spaces folded, text cut at the break, forms not asked.
describe.each(machineZones)(
  'no value is cut, rounded, shifted or re-spelled in silence, on a machine in %s',
  (zone) => {
    it.each(allowed)('$source → $target: $rule', ({ source, target, rule }) => {
      const field = targetField('f', target, { options: [...areas, ...users] });
      onMachineIn(zone, () =>
        fc.assert(
          fc.property(sourceValues[source], (value) => {
            const given = { value, type: source, options: sourceOptions };
            const converted = convertValue(given, field, { timeZone: countedZone });
            const told = 'code' in converted && Object.keys(fieldCodes).includes(converted.code ?? '');
            expect('value' in converted || told).toBe(true);
            if ('value' in converted) promises[rule](value, converted);
          }),
        ),
      );
    });
  },
);

describe('what everyday values are left out', () => {
  it.each(allowed.filter(({ rule }) => rule !== 'crosswalk' && rule !== 'reference'))(
    '$source → $target ($rule): none but those that the rule names',
    ({ source, target, rule }) => {
      const field = targetField('f', target);
      const may: Partial<Record<ConversionRule, string>> = {
        exact: 'value-too-precise',
        cents: 'value-too-precise',
        'time-in-zone': 'value-too-precise',
      };
      fc.assert(
        fc.property(sourceValues[source], (value) => {
          const converted = convertValue({ value, type: source, options: sourceOptions }, field, {
            timeZone: countedZone,
          });
          if ('value' in converted || (target === 'url' && value === 'example.test')) return;
          expect(converted).toEqual({ code: may[rule] });
        }),
      );
    },
  );
});
