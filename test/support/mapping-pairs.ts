import fc from 'fast-check';
import { sourceFieldTypes, type SourceFieldType, type TargetFieldType } from '../../contracts/mappings.ts';
import type { FieldValue } from '../../contracts/objects/values.ts';
import { fitOf } from '../../src/domain/mapping/type-table.ts';
import type { ClioField, FieldType, RawValue } from './clio-fields.ts';

export type PairSource = Exclude<SourceFieldType, 'rows' | 'matter-status'>;

/** The types that a firm can give a field of the intake; the other two are the system's own. */
export const pairSources = sourceFieldTypes.filter((type): type is PairSource => {
  return type !== 'rows' && type !== 'matter-status';
});

const clioTypes: Readonly<Record<FieldType, TargetFieldType>> = {
  checkbox: 'boolean',
  contact: 'contact',
  currency: 'money',
  date: 'date',
  time: 'time',
  email: 'email',
  matter: 'matter',
  numeric: 'number',
  picklist: 'picklist',
  text_area: 'longtext',
  text_line: 'text',
  url: 'url',
};

export interface Pair {
  readonly source: PairSource;
  readonly clio: FieldType;
}

export const allPairs: readonly Pair[] = pairSources.flatMap((source) =>
  (Object.keys(clioTypes) as FieldType[]).map((clio) => ({ source, clio })),
);
export const allowedPairs = allPairs.filter(({ source, clio }) => fitOf(source, clioTypes[clio]).fits);

/** What each choice of the intake is called in Clio; `null` for what Clio does not have. */
const counterparts: Readonly<Record<string, string | null>> = {
  english: 'English',
  'TIENG VIET': 'Tiếng Việt',
  Íslenska: 'islenska',
  STRASSE: 'Straße',
  'Wills  &\u00a0Estates': 'wills & estates',
  Família: 'Família',
  Familia: 'Familia',
  Klingon: null,
  Other: 'Sonstiges',
  Yes: 'YES',
  No: 'nó',
  'Marian Hollis': 'MARIAN HOLLIS',
};

export const clioChoices = Object.values(counterparts).flatMap((label) => label ?? []);
const choices = Object.keys(counterparts);
export const sourceChoices = choices.map((label, at) => ({ key: `k${at}`, label }));
const labelOf = (key: unknown) => sourceChoices.find((one) => one.key === key)?.label ?? '';

/** Whom the fields of a record may name: those that have a record in Clio, by it, and one that has none. */
export interface Named {
  readonly contacts: Readonly<Record<string, string>>;
  readonly matters: Readonly<Record<string, string>>;
}

const calm = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .filter((text) => !/[\p{Cc}\p{Z}]/u.test(text));
const words = fc.array(
  fc.oneof(calm, fc.constantFrom('Jose\u0301', '👩🏽‍⚖️', 'محمد', '00123', '-5', '<b>&amp;</b>', '"a\\b"', 'tab\there')),
  { minLength: 1, maxLength: 6 },
);
const line = fc.oneof(
  { weight: 3, arbitrary: words.map((all) => all.join(' ')) },
  { weight: 1, arbitrary: fc.constantFrom('a\r\nb', 'one\u2028two', ' around ', 'n/a', 'null', '=1+1') },
  { weight: 1, arbitrary: fc.constantFrom(...choices) },
);
const lines = fc
  .tuple(fc.array(line, { minLength: 1, maxLength: 5 }), fc.constantFrom('\n', '\r\n', '\n\n', '\r', '  \n\t'))
  .map(([all, by]) => all.join(by));

const sign = fc.constantFrom('', '-');
const amount = fc.oneof(
  fc.constantFrom('0', '-0', '0.00', '007', '00.10', '0.10', '-12.50', '19.99', '1999999999.99'),
  fc.constantFrom('9999999999999.99', '123456789012345', '-999999999999999', '1000000000000.01'),
  fc.tuple(sign, fc.stringMatching(/^\d{1,13}(\.\d{1,2})?$/)).map(([minus, digits]) => `${minus}${digits}`),
);

const day = fc.oneof(
  fc.constantFrom('1900-01-01', '1900-12-31', '2000-02-29', '2024-02-29', '1969-12-31', '1970-01-01', '9999-12-31'),
  fc.integer({ min: -25_000, max: 40_000 }).map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10)),
);
const seconds = 4_102_444_800;
const instant = fc.oneof(
  // The hours that a clock shows twice or never, in Los Angeles and elsewhere, and the ends of days and years.
  fc.constantFrom('2026-03-08T09:59:59Z', '2026-03-08T10:00:00Z', '2026-11-01T08:30:00Z', '2026-11-01T09:30:00Z'),
  fc.constantFrom('2024-02-29T07:59:59Z', '2026-01-01T07:59:00Z', '1900-01-01T08:00:00Z', '2026-03-02T21:30:00-08:00'),
  fc.integer({ min: 0, max: seconds }).map((second) => new Date(second * 1000).toISOString()),
  fc.integer({ min: 0, max: seconds / 60 }).map((minute) => new Date(minute * 60_000).toISOString()),
);

/** A value for a field of each type, blank ones among them. */
export function pairValues({ contacts, matters }: Named): fc.Arbitrary<Record<PairSource, FieldValue>> {
  const key = fc.constantFrom(...sourceChoices.map((one) => one.key));
  const contact = fc.constantFrom(...Object.keys(contacts), 'nobody');
  const blank = fc.constantFrom(null, '', '  ');
  const or = (given: fc.Arbitrary<FieldValue>) =>
    fc.oneof({ weight: 5, arbitrary: given }, { weight: 1, arbitrary: blank });
  const of: Record<PairSource, fc.Arbitrary<FieldValue>> = {
    text: or(line.filter((text) => text.length < 250)),
    longtext: or(lines.filter((text) => text.length < 250)),
    boolean: fc.constantFrom(true, false, null),
    integer: or(fc.oneof(fc.constantFrom(0, -1, 999_999_999_999_999), fc.integer())),
    decimal: or(amount),
    money: or(amount),
    date: or(day),
    datetime: or(instant),
    time: or(fc.constantFrom('00:00', '09:30', '23:59', '23:59:59', '12:00:00')),
    picklist: or(key),
    multipicklist: fc.uniqueArray(key),
    email: or(fc.constantFrom('ana@example.test', "o'neil+law@sub.example.test", 'ANA@Example.TEST')),
    phone: or(fc.constantFrom('(305) 555-0142', '00442079460018', '+1 305 555 0142 x12')),
    url: or(fc.constantFrom('https://example.test/a?b=1&c=%20#d', 'HTTP://example.test')),
    user: or(fc.constantFrom('Marian Hollis', 'marian.hollis@hollisvane.example', 'Nobody Known')),
    contact: or(contact),
    company: or(contact),
    matter: or(fc.constantFrom(...Object.keys(matters), 'never')),
  };
  return fc.record(of, { noNullPrototype: true });
}

export function isSpoken(value: FieldValue): value is NonNullable<FieldValue> {
  return value !== null && (typeof value !== 'object' || value.length > 0) && String(value).trim() !== '';
}

/** What Clio is to hold of a value: written down by hand from the rules, not computed by the code under test. */
export function expectedRaw({ source, clio }: Pair, value: FieldValue, field: ClioField, named: Named): RawValue {
  if (!isSpoken(value)) return null;
  if (clio === 'checkbox') return value === true;
  if (clio === 'numeric' || clio === 'currency') return Number(value) || 0;
  if (clio === 'contact') return numberOr(named.contacts[String(value)]);
  if (clio === 'matter') return numberOr(named.matters[String(value)]);
  if (source === 'datetime') return onTheWall(String(value), clio);
  if (clio === 'picklist') return numberOr(field.options[counterparts[inWords(source, value)] ?? '']);
  return kept(inWords(source, value), clio);
}

function inWords(source: PairSource, value: NonNullable<FieldValue>): string {
  if (source === 'boolean') return value === true ? 'Yes' : 'No';
  if (source === 'picklist') return labelOf(value);
  return source === 'multipicklist' ? (value as readonly string[]).map(labelOf).join(', ') : String(value);
}

/** Composed characters, one kind of line break, nothing at the ends of lines; in a line of text, no breaks at all. */
function kept(text: string, clio: FieldType): string {
  const broken = text.normalize('NFC').split(/\r\n|[\r\n\u2028\u2029]/);
  if (clio === 'text_line' && broken.length > 1)
    return broken
      .map((part) => part.trim())
      .filter(Boolean)
      .join(' ');
  if (clio !== 'text_area') return text.normalize('NFC').trim();
  return text
    .normalize('NFC')
    .split(/\r\n|\r|\n/)
    .map((part) => part.trimEnd())
    .join('\n')
    .trim();
}

/** What the firm's clock in Los Angeles showed. */
function onTheWall(instant: string, clio: FieldType): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'America/Los_Angeles',
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  const [day = '', time = ''] = format.format(new Date(instant)).split(', ');
  const date = day.split('/').toReversed().join('-');
  const clock = time.replace(/:00$/, '');
  if (clio === 'date') return date;
  return clio === 'time' ? clock : `${date} ${clock}`;
}

function numberOr(id: string | number | undefined): number | null {
  return id === undefined ? null : Number(id);
}
