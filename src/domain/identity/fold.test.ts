import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, foldEmail, foldPhone } from './fold.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 20 });
const name = fc.string({ unit: fc.constantFrom(...Array.from('aäÁbBçCéøßŁłñÑ oö\u0301\u00a0\t-’Σσ')), maxLength: 10 });

describe('rules 3: compared folded: case, accents, spaces', () => {
  it.each([
    ['José  García', 'jose garcia'],
    ['  MÜLLER\t', 'muller'],
    ['e\u0301', 'é'],
    ['Nuñez\u00a0Peña', 'NUNEZ PENA'],
    ['WEISS', 'Weiß'],
    ['İpek', 'ipek'],
    ['ΟΔΥΣΣΕΥΣ', 'οδυσσεύς'],
  ])('"%s" and "%s" are one name', (one, other) => expect(fold(one)).toBe(fold(other)));

  it.each([
    ['Ana Lopez', 'Anna Lopez'],
    ['Ana Lopez', 'AnaLopez'],
    ['O’Neil', 'ONeil'],
    ['Muller', 'Mueller'],
  ])('"%s" and "%s" are two names', (one, other) => expect(fold(one)).not.toBe(fold(other)));

  it('nothing is the same as blank', () => {
    expect([fold(undefined), fold(null), fold('  \n')]).toEqual(['', '', '']);
    expect([foldEmail(undefined), foldPhone(null)]).toEqual(['', '']);
  });

  it('folding twice changes nothing', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(fold(fold(text))).toBe(fold(text));
        expect(foldEmail(foldEmail(text))).toBe(foldEmail(text));
      }),
    );
  });

  it('shouting, whispering and spacing a name out changes nothing', () => {
    fc.assert(
      fc.property(name, (text) => {
        expect(fold(text.toUpperCase())).toBe(fold(text));
        expect(fold(text.toLowerCase())).toBe(fold(text));
        expect(fold(` ${text.replaceAll(' ', '  ')}\n`)).toBe(fold(text));
        expect(fold(text.normalize('NFD'))).toBe(fold(text));
      }),
    );
  });
});

describe('rules 3: e-mails lower-cased', () => {
  it('case and outer spaces do not count, everything else does', () => {
    expect(foldEmail(' Ana.Lopez@Firm.TEST ')).toBe('ana.lopez@firm.test');
    expect(foldEmail('analopez@firm.test')).not.toBe(foldEmail('ana.lopez@firm.test'));
    expect(foldEmail('josé@firm.test')).not.toBe(foldEmail('jose@firm.test'));
  });
});

describe('rules 3: phones by digits', () => {
  it.each(['(555) 010-0199', '555.010.0199', '+1 555 010 0199', '1-555-010-0199', '5550100199'])(
    '%s is one phone',
    (phone) => expect(foldPhone(phone)).toBe('5550100199'),
  );

  it.each(['555 010 0198', '+44 555 010 0199', '15550100', '2 555 010 0199'])('%s is another phone', (phone) =>
    expect(foldPhone(phone)).not.toBe('5550100199'),
  );

  it('only the digits count, in their order', () => {
    const digits = fc.stringMatching(/^[2-9]\d{9}$/);
    const noise = fc.constantFrom(' ', '-', '.', '(', ')', ' x');
    fc.assert(
      fc.property(digits, fc.array(noise, { maxLength: 12 }), (number, noises) => {
        const written = number.replace(/\d/g, (digit, index: number) => digit + (noises[index] ?? ''));
        expect(foldPhone(written)).toBe(number);
      }),
    );
  });

  it('what has no digits is no phone', () => expect(foldPhone('n/a')).toBe(''));
});
