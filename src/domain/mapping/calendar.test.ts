import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { dayOf, isCalendarDate } from './calendar.ts';

const machineZones = ['UTC', 'America/Los_Angeles', 'Pacific/Auckland', 'Pacific/Kiritimati', 'Asia/Kathmandu'];
const firmZones = ['America/Los_Angeles', 'America/New_York', 'Pacific/Auckland', 'UTC', 'Pacific/Pago_Pago'];
const machineZone = process.env.TZ;

afterEach(() => {
  if (machineZone === undefined) delete process.env.TZ;
  else process.env.TZ = machineZone;
});

/** A day and the instants in it, by counting, so that the expectation does not rest on the same library call. */
const day = fc.integer({ min: 0, max: 47_000 }).map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));

describe('rules 9: dates are YYYY-MM-DD from end to end and never become an instant', () => {
  it.each(machineZones)('no day shifts on a machine in %s', (zone) => {
    process.env.TZ = zone;
    fc.assert(
      fc.property(day, fc.constantFrom(...firmZones), (text, firmZone) => {
        expect(dayOf(text, firmZone)).toBe(text);
        expect(isCalendarDate(text)).toBe(true);
      }),
    );
  });

  it.each(['2024-02-29', '2000-02-29', '1900-12-31', '0099-01-01', '9999-12-31'])('%s exists', (text) =>
    expect(isCalendarDate(text)).toBe(true),
  );

  it.each([
    '2026-02-30',
    '2025-02-29',
    '1900-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-04-31',
    '26-01-01',
    '2026-1-1',
    '2026-01-01 ',
    'tomorrow',
    '',
  ])('"%s" does not', (text) => expect(isCalendarDate(text)).toBe(false));
});

describe('rules 9: an instant becomes a date only by the firm’s zone', () => {
  it.each(machineZones)('hired at 21:30 in Los Angeles opens that day, on a machine in %s', (zone) => {
    process.env.TZ = zone;
    expect(dayOf('2026-03-02T05:30:00.000Z', 'America/Los_Angeles')).toBe('2026-03-01');
    expect(dayOf('2026-07-02T04:30:00.000Z', 'America/Los_Angeles')).toBe('2026-07-01');
    expect(dayOf('2026-03-01T21:30:00-08:00', 'America/Los_Angeles')).toBe('2026-03-01');
  });

  it.each(machineZones)('what has no zone of its own has no day, on a machine in %s', (zone) => {
    process.env.TZ = zone;
    expect(dayOf('2026-03-01T21:30:00', 'America/Los_Angeles')).toBeUndefined();
  });

  it('the day lasts from its first to its last millisecond', () => {
    const offset = 8 * 3_600_000;
    fc.assert(
      fc.property(fc.integer({ min: 20_455, max: 20_514 }), fc.nat({ max: 86_399_999 }), (days, ms) => {
        const winterDay = new Date(days * 86_400_000).toISOString().slice(0, 10);
        expect(dayOf(new Date(days * 86_400_000 + ms + offset).toISOString(), 'America/Los_Angeles')).toBe(winterDay);
      }),
    );
  });

  it('two zones are a day apart at the same instant', () => {
    expect(dayOf('2026-03-01T11:00:00Z', 'Pacific/Auckland')).toBe('2026-03-02');
    expect(dayOf('2026-03-01T10:00:00Z', 'Pacific/Pago_Pago')).toBe('2026-02-28');
  });

  it.each([
    '2026-02-30T10:00:00Z',
    '2026-13-01T10:00:00Z',
    '2026-03-01T25:00:00Z',
    '2026-03-01 10:00',
    'March 1, 2026',
    '1772357400000',
    '',
  ])('"%s" is no instant', (text) => expect(dayOf(text, 'UTC')).toBeUndefined());
});
