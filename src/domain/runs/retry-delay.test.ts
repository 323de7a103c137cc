import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failureSteps, type NextStep } from '../../../contracts/failures.ts';
import { retryDelay } from './retry-delay.ts';

const now = Date.parse('2026-03-01T12:00:00.000Z');
const delay = (nextStep: NextStep, failures: number, more: { until?: string; settleMs?: number } = {}) =>
  retryDelay({ nextStep, until: more.until }, failures, now, more.settleMs);
const step = fc.constantFrom(...Object.values(failureSteps));

describe('when a run that met a failure is tried again', () => {
  it('at once, then ever later, and after eight failures no more', () => {
    expect([1, 2, 3, 7, 8, 9].map((failures) => delay('retry', failures))).toEqual([
      1_000,
      2_000,
      4_000,
      60_000,
      60_000,
      undefined,
    ]);
  });

  it('when the target said so, however often', () => {
    expect(delay('wait-until', 1, { until: '2026-03-01T12:00:42.000Z' })).toBe(42_000);
    expect(delay('wait-until', 50, { until: '2026-03-01T13:00:00.000Z', settleMs: 30_000 })).toBe(3_600_000);
    expect(delay('wait-until', 1, { until: '2026-03-01T11:00:00.000Z' })).toBe(1_000);
    expect(delay('wait-until', 3)).toBe(4_000);
  });

  it.each<[NextStep]>([['reconnect'], ['fix-the-data'], ['give-up'], ['look-up']])('not after %s', (nextStep) => {
    expect(delay(nextStep, 1)).toBeUndefined();
  });

  it('rules 6: a run with an open intent never ends', () => {
    fc.assert(
      fc.property(
        step,
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 1, max: 600_000 }),
        (nextStep, failures, settleMs) => {
          const ms = delay(nextStep, failures, { settleMs });
          expect(ms).toBeGreaterThanOrEqual(Math.min(settleMs, 1_000));
          expect(ms).toBeLessThanOrEqual(60_000);
        },
      ),
    );
  });

  it('never waits no time at all', () => {
    fc.assert(
      fc.property(
        step,
        fc.integer({ min: 1, max: 20 }),
        fc.date({ noInvalidDate: true }),
        (nextStep, failures, until) => {
          expect(delay(nextStep, failures, { until: until.toISOString() }) ?? Infinity).toBeGreaterThanOrEqual(1_000);
        },
      ),
    );
  });
});
