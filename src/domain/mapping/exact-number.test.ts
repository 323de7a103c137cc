import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountOf } from '../../../test/support/amount-of.ts';
import { exactNumber, isDecimal } from './exact-number.ts';

const decimal = fc.stringMatching(/^-?0{0,3}\d{1,18}(\.\d{1,8}0{0,3})?$/);
/** Its digits from the first that is no zero, without zeros that stand behind the point for nothing. */
const digitsOf = (text: string) =>
  text
    .replace(/(\.\d*?)0*$/, '$1')
    .replaceAll(/\D/g, '')
    .replace(/^0+/, '').length;
const decimalsOf = (text: string) => text.replace(/0+$/, '').split('.')[1]?.length ?? 0;

describe('no number is rounded: it goes digit by digit or not at all', () => {
  // Catches: 14 or 16 digits, zeros counted as digits, `<` for `<=`, text by way of a number, `5.` taken.
  it('what is carried is what came, and a binary fraction gives it back', () => {
    fc.assert(
      fc.property(decimal, fc.constantFrom(2, Infinity), (text, most) => {
        const exact = exactNumber(text, most);
        fc.pre(exact !== undefined);
        expect(exact).toBe(text);
        expect(amountOf(String(Number(exact)))).toBe(amountOf(text));
        expect(text.includes('.') ? decimalsOf(text) : 0).toBeLessThanOrEqual(most);
      }),
      { numRuns: 2000 },
    );
  });

  it('up to 15 digits and the decimals allowed nothing is left out', () => {
    fc.assert(
      fc.property(decimal, fc.constantFrom(2, Infinity), (text, most) => {
        const whole = text.includes('.') ? text : `${text}.`;
        const fits = digitsOf(whole) <= 15 && (!text.includes('.') || decimalsOf(text) <= most);
        expect(exactNumber(text, most) !== undefined).toBe(fits);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['0'],
    ['-0'],
    ['007'],
    ['-12.50'],
    ['123456789012345'],
    ['12345678901234.5'],
    ['000123456789012345'],
    ['123456789012345.000'],
    ['0.000000000000001'],
  ])('%s goes', (text) => expect(exactNumber(text)).toBe(text));

  it.each([['1234567890123456'], ['9007199254740993'], ['123456789012345.6'], ['0.1234567890123456']])(
    '%s does not',
    (text) => expect(exactNumber(text)).toBeUndefined(),
  );

  it('cents stay cents: two decimals, zeros behind them for nothing', () => {
    expect(['19.99', '1500', '0.1', '1.500'].map((text) => exactNumber(text, 2))).toEqual([
      '19.99',
      '1500',
      '0.1',
      '1.500',
    ]);
    expect(['1.005', '0.001'].map((text) => exactNumber(text, 2))).toEqual([undefined, undefined]);
  });

  it('a number of the machine goes with the digits that it shows', () => {
    expect([exactNumber(12.5), exactNumber(-3), exactNumber(0.1 + 0.2)]).toEqual(['12.5', '-3', undefined]);
  });
});

describe('what is a number at all', () => {
  it.each([['0'], ['-1.50'], ['00.10'], [7], [-0.5]])('%j', (value) => expect(isDecimal(value)).toBe(true));

  it.each([
    [''],
    [' 1'],
    ['1\n'],
    ['+1'],
    ['.5'],
    ['5.'],
    ['1,000.00'],
    ['1e3'],
    ['$5'],
    ['٣'],
    ['0x1F'],
    ['Infinity'],
    [1e21],
    [NaN],
    [true],
    [null],
    [['1']],
  ])('not %j', (value) => {
    expect(isDecimal(value)).toBe(false);
    expect(exactNumber(value)).toBeUndefined();
  });
});
