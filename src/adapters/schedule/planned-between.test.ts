import { describe, expect, it } from 'vitest';
import { plannedBetween } from './planned-between.ts';

const at = (text: string) => Date.parse(text);
const iso = (times: readonly number[]) => times.map((time) => new Date(time).toISOString());

describe('slots of a schedule', () => {
  it('lie after the beginning and up to the end', () => {
    const hourly = { cron: '0 * * * *', zone: 'UTC' };
    expect(iso(plannedBetween(hourly, at('2026-03-01T10:00:00Z'), at('2026-03-01T12:00:00Z')))).toEqual([
      '2026-03-01T11:00:00.000Z',
      '2026-03-01T12:00:00.000Z',
    ]);
  });

  it('follow the zone through the change of clocks', () => {
    const mornings = { cron: '0 6 * * *', zone: 'America/Los_Angeles' };
    expect(iso(plannedBetween(mornings, at('2026-03-07T00:00:00Z'), at('2026-03-09T00:00:00Z')))).toEqual([
      '2026-03-07T14:00:00.000Z',
      '2026-03-08T13:00:00.000Z',
    ]);
  });
});
