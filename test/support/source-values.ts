import fc from 'fast-check';
import { awkwardTexts } from '../../contracts/conformance/arbitraries.ts';
import type { FieldOption, SourceFieldType } from '../../contracts/mappings.ts';
import type { SourceValue } from '../../contracts/objects/source.ts';

/** The choices of every generated list. */
export const sourceOptions: readonly FieldOption[] = [
  { id: 'k1', label: 'Family' },
  { id: 'k2', label: 'Família' },
  { id: 'k3', label: 'Wills & Estates' },
  { id: 'k4', label: 'Traffic' },
];

const key = fc.constantFrom(...sourceOptions.map(({ id }) => id));
const isSpoken = (text: string) => text.trim() !== '';

const word = fc
  .oneof(
    fc.constantFrom(...awkwardTexts, 'Jose\u0301', '00123', '-5', 'a\tb', 'x\u00a0\u2003y'),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
  )
  .filter(isSpoken);
const lines = fc
  .array(fc.oneof(word, fc.constantFrom('', '  ', ' indented', 'two  spaces ')), { minLength: 1, maxLength: 4 })
  .chain((parts) => fc.constantFrom('\n', '\r\n', '\r', '\n\n', '\u2028', '\u2029').map((by) => parts.join(by)))
  // Breaks at the ends have a test of their own.
  .map((text) => text.trim())
  .filter(isSpoken);

const decimal = fc.oneof(
  fc.constantFrom('0', '-0', '0.00', '007', '00.10', '-12.50', '19.99', '0.1', '1.005', '1500', '0.000000000000001'),
  fc.constantFrom('123456789012345', '1234567890123456', '9007199254740993', '1234567890123.45', '12345678901234.56'),
  fc.stringMatching(/^-?\d{1,18}(\.\d{1,6})?$/),
);

const day = fc.oneof(
  fc.constantFrom('0001-01-01', '0099-12-31', '1582-10-10', '1900-01-01', '1970-01-01', '2024-02-29', '9999-12-31'),
  fc.nat({ max: 60_000 }).map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10)),
);
const fourDigits = 4_102_444_800_000;
const instant = fc.oneof(
  // Around the days on which clocks change, and the last moments of days and years.
  fc.constantFrom(
    '2026-03-02T05:30:00.000Z',
    '2026-03-08T09:59:59.999Z',
    '2026-03-08T10:00:00.000Z',
    '2026-11-01T08:30:00.000Z',
    '2026-11-01T09:30:00.000Z',
    '2026-01-01T06:59:59.000Z',
    '1970-01-01T00:00:00.000Z',
  ),
  fc.nat({ max: fourDigits }).map((ms) => new Date(ms).toISOString()),
  fc.nat({ max: fourDigits / 60_000 }).map((minutes) => new Date(minutes * 60_000).toISOString()),
);

const colleague = fc.oneof(
  fc.record({ email: fc.constantFrom('jane@firm.test', 'gone@firm.test'), name: word }, { noNullPrototype: true }),
  fc.constantFrom({ email: 'JANE@firm.test' }, { name: 'Jane Roe' }, 'Jane Roe', 'jane@firm.test'),
);

/** Values of a source field by its type: those of everyday and those that systems are known to change. */
export const sourceValues: Readonly<Record<SourceFieldType, fc.Arbitrary<NonNullable<SourceValue>>>> = {
  text: word,
  longtext: lines,
  boolean: fc.boolean(),
  integer: fc.oneof(fc.constantFrom(0, -1, 42, Number.MAX_SAFE_INTEGER, 999_999_999_999_999), fc.maxSafeInteger()),
  decimal,
  money: decimal,
  date: day,
  datetime: instant,
  time: fc.constantFrom('00:00', '09:30', '23:59', '23:59:59'),
  picklist: key,
  multipicklist: fc.uniqueArray(key, { minLength: 1 }),
  email: fc.constantFrom('ana@example.test', "o'neil+law@sub.example.test", 'ANA@example.test'),
  phone: fc.constantFrom('(305) 555-0142', '00442079460018', '+1 305 555 0142 x12'),
  url: fc.constantFrom('https://example.test/a?b=1&c=%20', 'HTTP://example.test', 'example.test'),
  user: colleague,
  contact: fc.constantFrom('c1', 'c2'),
  company: fc.constantFrom('c1', 'c2'),
  matter: fc.constantFrom('m1', 'm2'),
  rows: fc.constantFrom('x'),
  'matter-status': fc.constantFrom('pnc', 'hired', 'lost'),
};
