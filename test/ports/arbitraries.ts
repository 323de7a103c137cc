import fc from 'fast-check';
import { objectKinds } from '../../contracts/objects/values.ts';

/** Any text that a JSON body can carry and a database can keep: no NUL, no half of a surrogate pair. */
export const text = fc.string({ unit: 'binary', maxLength: 24 }).map((value) => value.replaceAll('\0', ''));
export const instant = fc
  .date({ min: new Date('1970-01-01T00:00:00.000Z'), max: new Date('2999-12-31T23:59:59.999Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
export const calendarDate = instant.map((value) => value.slice(0, 10));
export const kind = fc.constantFrom(...objectKinds);
export const count = fc.nat({ max: 1_000_000 });
export const size = fc.nat({ max: Number.MAX_SAFE_INTEGER });

export const fieldValue = fc.oneof(
  text,
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.array(text, { maxLength: 3 }),
);

export function dictionary<Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Record<string, Value>> {
  return fc.dictionary(text, value, { maxKeys: 3, noNullPrototype: true });
}

/** A record whose other keys may be absent, but are never `undefined`. */
export function partly<Required extends object, Optional extends object>(
  required: { [Key in keyof Required]: fc.Arbitrary<Required[Key]> },
  optional: { [Key in keyof Optional]: fc.Arbitrary<Optional[Key]> },
): fc.Arbitrary<Required & Partial<Optional>> {
  const always = fc.record(required, { noNullPrototype: true });
  const sometimes = fc.record(optional, { requiredKeys: [], noNullPrototype: true });
  return fc.tuple(always, sometimes).map(([must, may]) => Object.assign({}, must, may as Partial<Optional>));
}

export const json = fc.oneof(
  fieldValue,
  dictionary(fc.oneof(fieldValue, fc.array(dictionary(fieldValue), { maxLength: 2 }))),
);
export const row = partly({ parts: dictionary(text) }, { label: text });
export const draft = fc.record(
  { fields: dictionary(fieldValue), rows: dictionary(fc.array(row, { maxLength: 2 })) },
  { noNullPrototype: true },
);
