import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Draft } from '../../../contracts/objects/target.ts';
import type { FieldValue, Row } from '../../../contracts/objects/values.ts';
import { openHash } from '../../../test/support/open-hash.ts';
import { emailRow } from '../../../test/support/target-record.ts';
import { canonicalParts, canonicalRow, canonicalValue, fingerprintOf, isBlank } from './canonical.ts';

const text = fc.constantFrom('', 'a', 'blank', 'true', '1', '["a"]', 'e\u0301', 'é', 'a\r\nb', 'a\nb', ' ');
const value: fc.Arbitrary<FieldValue> = fc.oneof(
  text,
  fc.constantFrom(0, 1, true, false, null),
  fc.array(text, { maxLength: 2 }),
);
const row: fc.Arbitrary<Row> = fc.record(
  {
    label: fc.constantFrom('', 'work'),
    parts: fc.dictionary(fc.constantFrom('street', 'city'), text, { noNullPrototype: true }),
  },
  { requiredKeys: ['parts'], noNullPrototype: true },
);
const draft: fc.Arbitrary<Draft> = fc.record({
  fields: fc.dictionary(fc.constantFrom('f', 'g'), value, { noNullPrototype: true }),
  rows: fc.dictionary(fc.constantFrom('emails', 'phones'), fc.array(row, { maxLength: 2 }), { noNullPrototype: true }),
});

/** What a person would call the same value, told independently of the text that the code makes. */
const sameValue = (a: FieldValue | undefined, b: FieldValue | undefined): boolean => {
  if (isBlank(a) || isBlank(b)) return isBlank(a) && isBlank(b);
  if (typeof a === 'string' && typeof b === 'string')
    return a.normalize('NFC').replaceAll('\r\n', '\n') === b.normalize('NFC').replaceAll('\r\n', '\n');
  return typeof a === typeof b && JSON.stringify(a) === JSON.stringify(b);
};

describe('the canonical text of a value', () => {
  it('is one for blank in all its forms', () => {
    const blanks = [undefined, null, '', []].map((blank) => canonicalValue(blank));
    expect(new Set(blanks).size).toBe(1);
    expect([0, false, ' ', ['']].some((spoken) => canonicalValue(spoken) === blanks[0])).toBe(false);
  });

  it('is one for what a person would call the same, and only for that', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(canonicalValue(a) === canonicalValue(b)).toBe(sameValue(a, b));
      }),
    );
  });

  it('does not see how lines are ended or accents are spelled', () => {
    expect(canonicalValue('a\r\nb\rc')).toBe(canonicalValue('a\nb\nc'));
    expect(canonicalValue('Jose\u0301')).toBe(canonicalValue('José'));
  });
});

describe('the canonical text of a row', () => {
  it('does not see the order of the parts, blank parts, or a missing label', () => {
    const one = { parts: { street: '1 Main', city: 'Reno', state: '' } };
    const same = { label: '', parts: { city: 'Reno', street: '1 Main' } };
    expect(canonicalRow(one)).toBe(canonicalRow(same));
    expect(canonicalParts(one)).toBe(canonicalParts(same));
  });

  it('sees the label, the parts do not', () => {
    expect(canonicalRow(emailRow('a@x', 'home'))).not.toBe(canonicalRow(emailRow('a@x', 'work')));
    expect(canonicalParts(emailRow('a@x', 'home'))).toBe(canonicalParts(emailRow('a@x', 'work')));
    expect(canonicalRow({ label: 'a', parts: {} })).not.toBe(canonicalRow({ parts: { a: 'a' } }));
  });
});

/** The parts of a draft that the fingerprint speaks of, in an order of their own. */
const told = ({ fields, rows }: Draft): string =>
  JSON.stringify([
    Object.keys(fields)
      .toSorted()
      .map((path) => [path, canonicalValue(fields[path])]),
    Object.keys(rows)
      .toSorted()
      .map((path) => [path, rows[path]!.map(canonicalRow)]),
  ]);

describe('rules 4: the fingerprint', () => {
  it('is equal exactly where the canonical projection is', () => {
    fc.assert(
      fc.property(draft, draft, (a, b) => {
        expect(fingerprintOf(a, undefined, openHash) === fingerprintOf(b, undefined, openHash)).toBe(
          told(a) === told(b),
        );
      }),
    );
  });

  it('does not depend on the order of the fields: an edit of the mappings that changes no value changes nothing', () => {
    fc.assert(
      fc.property(draft, ({ fields, rows }) => {
        const turned = <Value>(of: Readonly<Record<string, Value>>) =>
          Object.fromEntries(Object.entries(of).toReversed());
        expect(fingerprintOf({ fields: turned(fields), rows: turned(rows) }, undefined, openHash)).toBe(
          fingerprintOf({ fields, rows }, undefined, openHash),
        );
      }),
    );
  });

  it('sees the order of rows: the first ones are taken where there are too many', () => {
    const rows = [emailRow('a@x'), emailRow('b@x')];
    expect(fingerprintOf({ fields: {}, rows: { emails: rows } }, undefined, openHash)).not.toBe(
      fingerprintOf({ fields: {}, rows: { emails: rows.toReversed() } }, undefined, openHash),
    );
  });

  it('sees the labels of rows', () => {
    const of = (label: string) =>
      fingerprintOf({ fields: {}, rows: { emails: [emailRow('a@x', label)] } }, undefined, openHash);
    expect(of('home')).not.toBe(of('work'));
  });

  it('sees the bytes of a document by SHA-256 and size', () => {
    const of = (size: number, sha256?: string) =>
      fingerprintOf(
        { fields: {}, rows: {} },
        { size, contentType: 'x/y', ...(sha256 !== undefined && { sha256 }) },
        openHash,
      );
    const all = [of(1), of(2), of(1, 'aa'), of(1, 'bb'), fingerprintOf({ fields: {}, rows: {} }, undefined, openHash)];
    expect(new Set(all).size).toBe(all.length);
  });

  it('keeps no value but through the hash', () => {
    expect(fingerprintOf({ fields: { ssn: '123-45-6789' }, rows: {} }, undefined, () => 'hashed')).toBe('hashed');
  });
});
