import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCalendarDate } from './calendar-dates.ts';
import { prepareContact } from './contact-draft.ts';
import { prepareDocument } from './document-record.ts';
import { prepareMatter } from './matter-draft.ts';
import { isEmail } from './prepare-rows.ts';

const codes = (notices: readonly { readonly code: string }[]) => notices.map(({ code }) => code);

describe('prepare', () => {
  it('drops what the other kind of contact has', () => {
    const fields = { name: 'Acme', first_name: 'Ana', date_of_birth: '1984-02-29', 'custom:1': ' x ' };
    expect(prepareContact({ fields: { type: 'person', ...fields }, rows: {} }).draft.fields).toEqual({
      type: 'person',
      first_name: 'Ana',
      date_of_birth: '1984-02-29',
      'custom:1': 'x',
    });
    expect(prepareContact({ fields: { type: 'company', ...fields }, rows: {} }).draft.fields).toEqual({
      type: 'company',
      name: 'Acme',
      'custom:1': 'x',
    });
  });

  it('leaves out what is no date, no e-mail and no field, and tells', () => {
    const { draft, notices } = prepareContact({
      fields: { type: 'person', last_name: ' Ruiz\n Soto ', date_of_birth: '2023-02-29', shoe: '42' },
      rows: { email_addresses: [{ parts: { address: 'n/a' } }, { parts: { address: ' a@b.test ' } }], fax: [] },
    });
    expect(draft).toEqual({
      fields: { type: 'person', last_name: 'Ruiz Soto' },
      rows: { email_addresses: [{ label: 'Other', parts: { address: 'a@b.test' } }] },
    });
    expect(codes(notices)).toEqual(['date-invalid', 'field-unknown', 'email-invalid', 'field-unknown']);
  });

  it('keeps the first twenty, each once, and lists the rest without their values', () => {
    const phones = Array.from({ length: 23 }, (_, n) => ({
      label: 'cell',
      parts: { number: `305 555 01${String(n).padStart(2, '0')}` },
    }));
    const { draft, notices } = prepareContact({
      fields: {},
      rows: { phone_numbers: [...phones, { parts: { number: '+1 (305) 555-0100' } }] },
    });
    expect(draft.rows.phone_numbers).toHaveLength(20);
    expect(codes(notices)).toEqual(['row-repeated', 'row-limit']);
    expect(JSON.stringify(notices)).not.toContain('555');
  });

  it.each([
    ['phone_numbers', 'CELL', 'Mobile'],
    ['phone_numbers', 'Office', 'Work'],
    ['phone_numbers', 'beach', 'Other'],
    ['email_addresses', 'personal', 'Home'],
    ['web_sites', 'home', 'Personal'],
    ['addresses', 'billing', 'Billing'],
  ])('%s: the label %s is %s', (path, label, expected) => {
    const parts = { number: '1', address: 'a@b.test', url: 'x', street: 's' };
    const { draft } = prepareContact({ fields: {}, rows: { [path]: [{ label, parts }] } });
    expect(draft.rows[path]?.[0]?.label).toBe(expected);
  });

  it.each([
    ['a@b.co', true],
    ['ä.ö+x@münchen.test', true],
    ['n/a', false],
    ['a@b', false],
    ['a b@c.test', false],
    ['a@b..test', false],
    ['<a@b.test>', false],
  ])('e-mail %s: %s', (text, is) => expect(isEmail(text)).toBe(is));

  it.each([
    ['2024-02-29', true],
    ['2023-02-29', false],
    ['0099-01-01', true],
    ['2024-13-01', false],
    ['24-01-01', false],
    ['2024-1-1', false],
  ])('date %s: %s', (text, is) => expect(isCalendarDate(text)).toBe(is));

  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('2024-02-30', '2024-02-29', ' x\r\ny ', ''),
  );
  const value = fc.oneof(text, fc.constant(null), fc.boolean());
  const paths = [
    'type',
    'first_name',
    'last_name',
    'name',
    'date_of_birth',
    'company',
    'description',
    'status',
    'open_date',
    'client',
    'custom:7',
    'zzz',
  ];
  const fields = fc.dictionary(fc.constantFrom(...paths), value);
  const row = fc.record({
    label: fc.oneof(text, fc.constantFrom('cell', 'Work', 'Other')),
    parts: fc.dictionary(
      fc.constantFrom('address', 'number', 'street', 'city', 'url', 'state', 'postalCode', 'country'),
      fc.oneof(text, fc.constant('a@b.test')),
    ),
  });
  const rows = fc.dictionary(
    fc.constantFrom('email_addresses', 'phone_numbers', 'addresses', 'web_sites'),
    fc.array(row, { maxLength: 25 }),
  );
  const type = fc.constantFrom('person', 'company');

  it('is done once and for all', () => {
    fc.assert(
      fc.property(fields, rows, type, (fields, rows, type) => {
        for (const prepare of [prepareContact, prepareMatter, prepareDocument]) {
          const { draft } = prepare({ fields: { ...fields, type, name: fields.name ?? null }, rows });
          expect(prepare(draft)).toEqual({ draft, notices: [] });
        }
      }),
      { numRuns: 500 },
    );
  });
});
