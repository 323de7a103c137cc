import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldsOfTemplate, fillTemplate, readTemplate } from './template.ts';

const escape = (text: string) => text.replaceAll(/[{}]/g, '$&$&');
/** Text whose spaces stay as they are: single ones, none at the ends. */
const tidy = fc
  .string({ unit: fc.constantFrom('{', '}', 'a', 'é', '$', '&', '0', ' ', '\n') })
  .map((text) => text.replaceAll(/ +/g, ' ').trim());
const path = fc.constantFrom('first_name', 'last_name', 'custom:12', 'custom:Shoe size');
const values = fc.record(
  { first_name: tidy, last_name: tidy, 'custom:12': tidy, 'custom:Shoe size': tidy },
  { noNullPrototype: true },
);

function fill(template: string, record: Readonly<Record<string, string>>): string | undefined {
  return fillTemplate(readTemplate(template) ?? [], (field) => record[field] || undefined);
}

describe('the text of a template', () => {
  // Catches: doubled braces kept, names not trimmed, a stray brace ignored, blank templates written, spaces not folded.
  it('doubled braces are braces: every text can be written so', () => {
    fc.assert(
      fc.property(fc.oneof(tidy, fc.string()), (text) => {
        const pieces = readTemplate(escape(text));
        expect(pieces?.map((piece) => ('text' in piece ? piece.text : '?')).join('')).toBe(text);
      }),
    );
  });

  it('fields are found in their order, whatever stands around them', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(tidy, path)), tidy, (parts, end) => {
        const template = `${parts.map(([text, field]) => `${escape(text)}{${field}}`).join('')}${escape(end)}`;
        expect(fieldsOfTemplate(readTemplate(template)!)).toEqual(parts.map(([, field]) => field));
      }),
    );
  });

  it.each([['{'], ['}'], ['{}'], ['{a'], ['a}'], ['{a{b}}'], ['{{a}'], ['{a}}'], ['}{'], ['{{{']])(
    '%s has a brace without a counterpart',
    (template) => expect(readTemplate(template)).toBeUndefined(),
  );

  it('a field may stand in braces, and its name in spaces', () => {
    expect(readTemplate('{{{a}}}')).toEqual([{ text: '{' }, { field: 'a' }, { text: '}' }]);
    expect(readTemplate('{ first_name }')).toEqual([{ field: 'first_name' }]);
    expect(readTemplate('')).toEqual([]);
  });
});

describe('a filled template', () => {
  it('holds every value whole and in order, and what is written around them', () => {
    fc.assert(
      fc.property(values, fc.array(path, { minLength: 1 }), (record, fields) => {
        const filled = fill(fields.map((field) => `{${field}}`).join('|'), record);
        const parts = fields.map((field) => record[field]);
        expect(filled).toBe(parts.every((part) => part === '') ? undefined : parts.join('|'));
      }),
    );
  });

  it('a value is not read as a template: braces and signs in it stay', () => {
    expect(fill('{a} of {b}', { a: '{b}', b: '$1 $& {{' })).toBe('{b} of $1 $& {{');
  });

  it.each<[string, Record<string, string>, string | undefined]>([
    ['{a} {b} {c}', { a: 'Ana', b: 'Maria', c: 'Lopez' }, 'Ana Maria Lopez'],
    ['{a} {b} {c}', { a: 'Ana', c: 'Lopez' }, 'Ana Lopez'],
    ['{a} {b} {c}', { c: 'Lopez' }, 'Lopez'],
    ['{a}\n{b}', { a: 'Ana', b: 'Lopez' }, 'Ana\nLopez'],
    ['Dear {a},', { a: 'Ana' }, 'Dear Ana,'],
    ['Dear {a},', {}, undefined],
    ['{a}{b}', {}, undefined],
    ['no field', { a: 'Ana' }, undefined],
  ])('%j of %j is %j', (template, record, text) => expect(fill(template, record)).toBe(text));

  it.each(['two  spaces', 'tab\there', 'x\u00a0y', 'line\r\nbreak', 'line\n    indented'])(
    'nothing within a value is re-spelled: %j',
    (value) => expect(fill('{a}, {b}', { a: value, b: 'Lopez' })).toBe(`${value}, Lopez`),
  );
});
