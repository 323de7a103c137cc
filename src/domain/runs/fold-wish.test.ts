import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldWish } from './fold-wish.ts';
import { isRetried, type RunWish } from './run.ts';

const plain: RunWish = { for: 'sync', verify: false, retryRefused: false };
const wish: fc.Arbitrary<RunWish> = fc.record(
  {
    for: fc.constantFrom('sync', 'convert'),
    verify: fc.boolean(),
    retryRefused: fc.oneof(fc.boolean(), fc.subarray(['contact:ana' as const, 'note:m/1' as const], { minLength: 1 })),
    expect: fc.constantFrom('plan-1', 'plan-2'),
  },
  { requiredKeys: ['for', 'verify', 'retryRefused'], noNullPrototype: true },
);

describe('rules 1: sync on a matter that already has an open item folds into it, the stronger wins', () => {
  it('a convert is never lost', () => {
    expect(foldWish({ ...plain, for: 'convert' }, plain).for).toBe('convert');
    expect(foldWish(plain, { ...plain, for: 'convert' }).for).toBe('convert');
  });

  it('verify over not', () => {
    expect(foldWish({ ...plain, verify: true }, plain).verify).toBe(true);
    expect(foldWish(plain, { ...plain, verify: true }).verify).toBe(true);
  });

  it('a retry of refused values is never lost', () => {
    expect(foldWish({ ...plain, retryRefused: true }, plain).retryRefused).toBe(true);
    expect(foldWish(plain, { ...plain, retryRefused: true }).retryRefused).toBe(true);
    const [some, others] = [['contact:ana'] as const, ['note:m/1'] as const];
    expect(foldWish({ ...plain, retryRefused: some }, plain).retryRefused).toEqual(some);
    expect(foldWish({ ...plain, retryRefused: some }, { ...plain, retryRefused: others }).retryRefused).toEqual([
      ...some,
      ...others,
    ]);
    expect(foldWish({ ...plain, retryRefused: some }, { ...plain, retryRefused: true }).retryRefused).toBe(true);
  });

  it('a plan is expected only where nobody asked without one; the latest that was shown counts', () => {
    expect(foldWish({ ...plain, expect: 'plan-1' }, { ...plain, expect: 'plan-2' }).expect).toBe('plan-2');
    expect(foldWish({ ...plain, expect: 'plan-1' }, plain).expect).toBeUndefined();
    expect(foldWish(plain, { ...plain, expect: 'plan-2' }).expect).toBeUndefined();
    expect(foldWish(plain, plain)).toEqual(plain);
  });

  it('folding the same wish in again changes nothing, and grouping does not matter', () => {
    fc.assert(
      fc.property(wish, wish, wish, (a, b, c) => {
        expect(foldWish(a, a)).toEqual(a);
        expect(foldWish(foldWish(a, b), b)).toEqual(foldWish(a, b));
        expect(foldWish(foldWish(a, b), c)).toEqual(foldWish(a, foldWish(b, c)));
      }),
    );
  });

  it('nothing that was asked for gets weaker', () => {
    fc.assert(
      fc.property(wish, wish, (a, b) => {
        const folded = foldWish(a, b);
        for (const one of [a, b]) {
          expect(folded.for === 'convert' || one.for === 'sync').toBe(true);
          expect(folded.verify || !one.verify).toBe(true);
          for (const key of ['contact:ana', 'note:m/1', 'matter:m'] as const)
            expect(isRetried(folded.retryRefused, key) || !isRetried(one.retryRefused, key)).toBe(true);
        }
      }),
    );
  });
});
