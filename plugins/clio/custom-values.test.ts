import { describe, expect, it } from 'vitest';
import { ClioApi } from './api.ts';
import { customOperation, readCustomValues, sameCustomValue } from './custom-values.ts';
import { Definitions } from './definitions.ts';
import { CustomFieldValue } from './wire.ts';

describe('custom values', () => {
  it.each([
    ['numeric', '1500.00', '1500', true],
    ['currency', '1500.5', '1500.50', true],
    ['numeric', '-0', '0', true],
    ['numeric', '1', '10', false],
    ['text_line', '1.0', '1', false],
    ['text_line', '007', '7', false],
    ['checkbox', true, 'true', true],
    ['checkbox', false, true, false],
    ['date', '2026-01-31', '2026-01-31T00:00:00-05:00', true],
    ['time', '14:30', '2:30 PM', true],
    ['time', '14:30', '14:30:00', true],
    ['text_area', 'a\r\nb ', 'a\nb', true],
    ['picklist', '12', '12', true],
    [undefined, null, '', true],
  ])('%s: %s and %s are the same: %s', (type, a, b, same) => expect(sameCustomValue(type, a, b)).toBe(same));

  // These values say which field they are, so nothing is asked.
  const definitions = new Definitions(
    new ClioApi({
      fetch: () => Promise.reject(new Error('asked')),
      openFetch: () => Promise.reject(new Error('asked')),
      clock: { now: () => 0, sleep: () => Promise.resolve() },
      log: { debug: () => undefined, info: () => undefined, warn: () => undefined },
      region: 'us',
      environment: {},
      setUp: undefined,
    }),
  );
  const wire = (value: unknown) => CustomFieldValue.parse(value);

  it('reads blank rows, doubled rows and hidden rows apart', async () => {
    const read = await readCustomValues(
      [
        wire({ id: null, field_name: 'A', field_type: 'text_line', value: null, custom_field: { id: 1 } }),
        wire({ id: 'text_line-5', field_name: 'B', field_type: 'text_line', value: null, custom_field: { id: 2 } }),
        wire({ id: 'text_line-6', field_name: 'B', field_type: 'text_line', value: 'b', custom_field: { id: 2 } }),
        wire({ id: 'text_line-7', field_name: null, field_type: null, value: null, custom_field: { id: 3 } }),
        wire({
          id: 'picklist-8',
          field_name: 'D',
          field_type: 'picklist',
          value: '11',
          custom_field: { id: 4 },
          picklist_option: { id: 11 },
        }),
      ],
      'contact',
      definitions,
    );
    expect(read.fields).toEqual({ 'custom:1': null, 'custom:2': 'b', 'custom:4': '11' });
    expect(read.rows['custom:2']?.map(({ id }) => id)).toEqual(['text_line-6', 'text_line-5']);
    expect(read.unreadable).toEqual(['custom:3']);
  });

  it('names the row where there is one', () => {
    const read = { ref: '1', fields: {}, rows: { 'custom:2': [{ id: 'text_line-6', parts: {} }] }, summary: '' };
    expect(customOperation('2', 'x', read)).toEqual({ id: 'text_line-6', value: 'x' });
    expect(customOperation('2', null, read)).toEqual({ id: 'text_line-6', _destroy: true });
    expect(customOperation('9', 'x', read)).toEqual({ custom_field: { id: 9 }, value: 'x' });
    expect(customOperation('9', null, read)).toBeUndefined();
    expect(customOperation('9007199254740993', true, undefined)).toEqual({
      custom_field: { id: '9007199254740993' },
      value: 'true',
    });
  });
});
