import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextMove } from './settle-clock.ts';

const lostAt = '2026-03-01T12:00:00.000Z';
const deadlineAt = '2026-03-01T12:00:20.000Z';
const settleMs = 30_000;
const lost = Date.parse(lostAt);

describe('rules 6: look-ups at ⅙, 1 and, before sending again, 4 settle times', () => {
  it.each([
    [0, settleMs / 6, false],
    [1, settleMs, false],
    [2, 4 * settleMs, true],
  ])('after %i look-ups that found nothing: look at %i ms, thorough: %s', (lookUps, after, thorough) => {
    expect(nextMove({ lostAt, deadlineAt, lookUps }, settleMs)).toEqual({ move: 'look', at: lost + after, thorough });
  });

  it.each([3, 4])('after %i look-ups it may be sent again', (lookUps) => {
    expect(nextMove({ lostAt, deadlineAt, lookUps }, settleMs)).toEqual({ move: 'send-again' });
  });
});

describe('rules 6: the settle clock starts when the answer was lost', () => {
  it('at the deadline when nothing came', () => {
    expect(nextMove({ deadlineAt, lookUps: 0 }, settleMs)).toMatchObject({ at: Date.parse(deadlineAt) + settleMs / 6 });
  });

  it('never looks before that, nor an earlier look-up after a later one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 600_000 }), (settle) => {
        const times = [0, 1, 2].map((lookUps) => {
          const next = nextMove({ lostAt, deadlineAt, lookUps }, settle);
          return next.move === 'look' ? next.at : -Infinity;
        });
        expect([lost, ...times]).toEqual([lost, ...times].toSorted((a, b) => a - b));
        expect(times[2]! - lost).toBeGreaterThanOrEqual(4 * settle);
      }),
    );
  });
});
