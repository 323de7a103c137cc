import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { machineZones, onMachineIn } from '../../../test/support/machine-zone.ts';
import { formatDate, instantAsText, problemOfDateFormat, timeInZone } from './format-date.ts';

const losAngeles = 'America/Los_Angeles';
const firmZones = [losAngeles, 'America/New_York', 'UTC', 'Pacific/Auckland', 'Asia/Kathmandu'];
const day = fc.nat({ max: 60_000 }).map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));

describe.each(machineZones)('rules 9: dates on a machine in %s', (zone) => {
  // Catches: the machine's zone, seconds or their parts dropped, invalid dates written, another locale, quotes allowed.
  it('a birth date never moves, whatever the firm’s zone', () => {
    onMachineIn(zone, () =>
      fc.assert(
        fc.property(day, fc.constantFrom(...firmZones), (text, firmZone) => {
          expect(formatDate(text, 'yyyy-MM-dd', firmZone)).toBe(text);
          expect(formatDate(text, 'd.M.yyyy', firmZone)).toBe(
            text
              .split('-')
              .toReversed()
              .map((part) => Number(part))
              .join('.'),
          );
        }),
      ),
    );
  });

  it.each(['0001-01-01', '0099-12-31', '1582-10-10', '1900-02-28', '2024-02-29', '9999-12-31'])('nor does %s', (text) =>
    expect(onMachineIn(zone, () => formatDate(text, 'yyyy-MM-dd', losAngeles))).toBe(text),
  );

  it('a moment at 21:30 in Los Angeles falls on that day in the firm’s zone', () => {
    onMachineIn(zone, () => {
      expect(instantAsText('2026-03-02T05:30:00.000Z', losAngeles)).toBe('2026-03-01 21:30');
      expect(instantAsText('2026-07-02T04:30:00.000Z', losAngeles)).toBe('2026-07-01 21:30');
      expect(timeInZone('2026-03-02T05:30:00.000Z', losAngeles)).toBe('21:30');
      expect(formatDate('2026-03-02T05:30:00.000Z', 'EEEE, MMMM d, yyyy h:mm a', losAngeles)).toBe(
        'Sunday, March 1, 2026 9:30 PM',
      );
    });
  });

  it('an offset in the moment itself counts, and is not written', () =>
    expect(onMachineIn(zone, () => instantAsText('2026-03-01T21:30:00+13:00', losAngeles))).toBe('2026-03-01 00:30'));

  it('the hours around a change of clocks are those that the firm’s clocks showed', () => {
    onMachineIn(zone, () => {
      expect(instantAsText('2026-03-08T09:59:00.000Z', losAngeles)).toBe('2026-03-08 01:59');
      expect(instantAsText('2026-03-08T10:00:00.000Z', losAngeles)).toBe('2026-03-08 03:00');
      expect(instantAsText('2026-11-01T08:30:00.000Z', losAngeles)).toBe('2026-11-01 01:30');
      expect(instantAsText('2026-11-01T09:30:00.000Z', losAngeles)).toBe('2026-11-01 01:30');
    });
  });

  it('seconds and their parts are not cut', () => {
    onMachineIn(zone, () => {
      expect(instantAsText('2026-03-02T05:30:07.000Z', losAngeles)).toBe('2026-03-01 21:30:07');
      expect(instantAsText('2026-03-02T05:30:00.250Z', losAngeles)).toBe('2026-03-01 21:30:00.250');
      expect(timeInZone('2026-03-02T05:30:07.000Z', losAngeles)).toBe('21:30:07');
    });
  });

  it('what is written leads back to the moment, where the firm’s zone has one offset', () => {
    onMachineIn(zone, () =>
      fc.assert(
        fc.property(fc.nat({ max: 4_102_444_800_000 }), (ms) => {
          const text = instantAsText(new Date(ms).toISOString(), 'America/Phoenix') ?? '';
          const [written, hour = ''] = text.split(' ');
          const padded = hour.length === 5 ? `${hour}:00` : hour;
          expect(Date.parse(`${written}T${padded}-07:00`)).toBe(ms);
          expect(timeInZone(new Date(ms).toISOString(), 'America/Phoenix')).toBe(hour);
        }),
      ),
    );
  });

  it('months and days have English names, whatever the machine speaks', () =>
    expect(onMachineIn(zone, () => formatDate('2026-12-09', 'EEE, MMM dd', losAngeles))).toBe('Wed, Dec 09'));

  it.each(['2026-02-30', '2026-13-01', 'soon', '', '2026-02-30T10:00:00Z', '1772357400000'])(
    'of "%s" nothing is written',
    (text) => expect(onMachineIn(zone, () => formatDate(text, 'yyyy-MM-dd', losAngeles))).toBeUndefined(),
  );

  it.each(['2026', '2026-03', '2026-060', '2026-W10-1', '20260301', '10:00', '2026-03-01T21:30'])(
    'nor of "%s", which names neither a day nor a moment',
    (text) => expect(onMachineIn(zone, () => formatDate(text, 'yyyy-MM-dd', losAngeles))).toBeUndefined(),
  );
});

describe('what is finer than a thousandth of a second', () => {
  it('is not cut in silence', () => {
    const text = instantAsText('2026-03-02T05:30:00.000400Z', losAngeles);
    expect(text === undefined || text.includes('0004')).toBe(true);
  });
});

describe('a date format is checked when it is saved', () => {
  it.each([
    ['yyyy-MM-dd', false],
    ['MM/dd/yyyy', false],
    ['EEEE, MMMM d, yyyy', false],
    ['d. MMM yyyy', false],
    ['yyyy-MM-dd HH:mm:ss', true],
    ['h:mm a (EEE)', true],
  ])('%s can be used', (format, hasTime) => expect(problemOfDateFormat(format, hasTime)).toBeUndefined());

  it.each(['', 'YYYY', 'DD', 'yy', 'W', 'x', "'at' HH", "'HH'", 'yyyy\n', 'LLLL', 'ZZZZ', 'D', 'tt', 'q'])(
    '"%s" cannot',
    (format) => expect(problemOfDateFormat(format, true)).toMatch(/^[A-Z].*\.$/),
  );

  it.each(['ddd', 'yyyyyyyy', 'MMMMM', 'hhh', 'aa', 'HHHH', 'ssss'])('nor can %s', (format) =>
    expect(problemOfDateFormat(format, true)).toBeDefined(),
  );

  it('nor can a long one, and it is told at once', () => {
    expect(problemOfDateFormat(`${'M'.repeat(5000)}!`, true)).toBeDefined();
  });

  it.each(['HH:mm', 'yyyy-MM-dd HH', 'MMM d, h', 'ss', 'a', 'MMMMmm'])('a day has no %s', (format) => {
    expect(problemOfDateFormat(format, false)).toBe('A date has no time of day to write.');
  });

  it('what can be used writes nothing but digits, names and the signs between', () => {
    const part = fc.constantFrom('yyyy', 'MM', 'dd', 'MMM', 'MMMM', 'EEEE', 'HH', 'hh', 'mm', 'ss', 'a');
    const sign = fc.constantFrom(' ', ', ', '/', '-', '.', ':');
    fc.assert(
      fc.property(fc.array(fc.tuple(part, sign), { minLength: 1, maxLength: 5 }), (pieces) => {
        const format = pieces.flat().join('');
        expect(problemOfDateFormat(format, true)).toBeUndefined();
        expect(formatDate('2026-03-02T05:30:07Z', format, losAngeles)).toBe(
          pieces.map(([one, by]) => `${written[one]}${by}`).join(''),
        );
      }),
    );
  });
});

const written: Readonly<Record<string, string>> = {
  yyyy: '2026',
  MM: '03',
  dd: '01',
  MMM: 'Mar',
  MMMM: 'March',
  EEEE: 'Sunday',
  HH: '21',
  hh: '09',
  mm: '30',
  ss: '07',
  a: 'PM',
};
