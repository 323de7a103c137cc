import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideField, type FieldCase, type FieldVerdict } from './three-way-field.ts';

type Words = Partial<Omit<FieldCase, 'base'>>;
const some = {
  sourceBlank: false,
  targetBlank: false,
  erase: false,
  ours: true,
  policy: 'source',
  restoreEdits: false,
  retryRefused: false,
} as const;

/** S and T against B, and whether S = T. */
function withBase(sourceMoved: boolean, targetMoved: boolean, equal: boolean, words: Words = {}): FieldVerdict {
  return decideField({ ...some, equal, base: { sourceMoved, targetMoved, refused: false }, ...words });
}

function withoutBase(equal: boolean, words: Words = {}): FieldVerdict {
  return decideField({ ...some, equal, base: undefined, ...words });
}

describe('rules 4: what is written', () => {
  it('S = B, T = B: leave', () => {
    expect(withBase(false, false, true)).toBe('leave');
    // The target holds what it made of our value, which need not look like it.
    expect(withBase(false, false, false)).toBe('leave');
  });

  it('S ≠ B, T = B: write S', () => {
    expect(withBase(true, false, false)).toBe('write');
    expect(withBase(true, false, false, { policy: 'target' })).toBe('write');
    expect(withBase(true, false, false, { policy: 'keep-text' })).toBe('write');
    expect(withBase(true, false, false, { ours: false })).toBe('write');
  });

  it('S = B, T ≠ B: keep T, report edited in the target', () => {
    expect(withBase(false, true, false)).toBe('keep-edit');
    expect(withBase(false, true, false, { targetBlank: true })).toBe('keep-edit');
  });

  it('S = B, T ≠ B with restoreEdits: write S', () =>
    expect(withBase(false, true, false, { restoreEdits: true })).toBe('restore'));

  it('S ≠ B, T ≠ B, S = T: take as base', () => {
    expect(withBase(true, true, true)).toBe('rebase');
    expect(withBase(true, true, true, { policy: 'target' })).toBe('rebase');
  });

  it('S ≠ B, T ≠ B, S ≠ T: source wins and the run tells what was overwritten', () =>
    expect(withBase(true, true, false)).toBe('overwrite'));

  it('S ≠ B, T ≠ B, S ≠ T: or target wins', () =>
    expect(withBase(true, true, false, { policy: 'target' })).toBe('keep-conflict'));

  it('S ≠ B, T ≠ B, S ≠ T, note texts and documents: keep T and report', () =>
    expect(withBase(true, true, false, { policy: 'keep-text' })).toBe('keep-conflict'));

  it('S blank: leave', () => {
    for (const moved of [true, false]) expect(withBase(true, moved, false, { sourceBlank: true })).toBe('leave');
    expect(withBase(true, true, false, { sourceBlank: true, restoreEdits: true })).toBe('leave');
    expect(withoutBase(false, { sourceBlank: true })).toBe('leave');
  });

  it('S blank, a mapping says eraseBlank: blank is a value like any other, where we have written before', () => {
    const erase = { sourceBlank: true, erase: true };
    expect(withBase(true, false, false, erase)).toBe('write');
    expect(withBase(true, true, false, erase)).toBe('overwrite');
    expect(withBase(true, true, false, { ...erase, policy: 'target' })).toBe('keep-conflict');
    expect(withBase(true, true, true, { ...erase, targetBlank: true })).toBe('rebase');
    expect(withBase(false, false, true, { ...erase, targetBlank: true })).toBe('leave');
    // Erased before, and a person has typed something since.
    expect(withBase(false, true, false, erase)).toBe('keep-edit');
    expect(withBase(false, true, false, { ...erase, restoreEdits: true })).toBe('restore');
  });

  it('S blank, no B, a mapping says eraseBlank: nothing is erased that we never wrote', () => {
    for (const ours of [true, false])
      for (const policy of ['source', 'target', 'keep-text'] as const)
        expect(withoutBase(false, { sourceBlank: true, erase: true, ours, policy, restoreEdits: true })).toBe('leave');
  });

  it('S blank, B refused, a mapping says eraseBlank: nor is what a person typed where our value was refused', () => {
    const base = { sourceMoved: true, targetMoved: true, refused: true };
    const typed = { ...some, sourceBlank: true, erase: true, equal: false, ours: false, base };
    expect(['leave', 'keep-edit', 'keep-theirs', 'keep-conflict']).toContain(decideField(typed));
  });

  it('no B, T blank: write', () => {
    expect(withoutBase(false, { targetBlank: true })).toBe('write');
    expect(withoutBase(false, { targetBlank: true, ours: false, policy: 'target' })).toBe('write');
  });

  it('no B, S = T: take as base', () => {
    expect(withoutBase(true)).toBe('rebase');
    expect(withoutBase(true, { ours: false })).toBe('rebase');
  });

  it('no B, S ≠ T, record adopted: keep T, report', () => {
    expect(withoutBase(false, { ours: false })).toBe('keep-theirs');
    expect(withoutBase(false, { ours: false, restoreEdits: true })).toBe('keep-theirs');
  });

  it('no B, S ≠ T, record made by us: policy', () => {
    expect(withoutBase(false)).toBe('overwrite');
    expect(withoutBase(false, { policy: 'target' })).toBe('keep-conflict');
    expect(withoutBase(false, { policy: 'keep-text' })).toBe('keep-conflict');
  });
});

describe('rules 7: a refused value', () => {
  const refused = (sourceMoved: boolean, words: Words = {}) =>
    decideField({ ...some, equal: false, base: { sourceMoved, targetMoved: false, refused: true }, ...words });

  it('is not sent again until it changes', () => {
    expect(refused(false)).toBe('still-refused');
    expect(refused(true)).toBe('write');
  });

  it('is sent again when a person retries', () => expect(refused(false, { retryRefused: true })).toBe('write'));

  it('that a person has typed into the target meanwhile is there: S = T is taken as base', () => {
    const typed = { ...some, equal: true, base: { sourceMoved: false, targetMoved: true, refused: true } };
    expect(decideField(typed)).toBe('rebase');
  });
});

const facts: fc.Arbitrary<FieldCase> = fc.record({
  sourceBlank: fc.boolean(),
  targetBlank: fc.boolean(),
  erase: fc.boolean(),
  equal: fc.boolean(),
  base: fc.option(fc.record({ sourceMoved: fc.boolean(), targetMoved: fc.boolean(), refused: fc.boolean() }), {
    nil: undefined,
  }),
  ours: fc.boolean(),
  policy: fc.constantFrom('source', 'target', 'keep-text'),
  restoreEdits: fc.boolean(),
  retryRefused: fc.boolean(),
});

describe('laws over every case', () => {
  const sends: ReadonlySet<FieldVerdict> = new Set(['write', 'overwrite', 'restore']);

  it('a person’s value is replaced only where the run says so', () => {
    fc.assert(
      fc.property(facts, (one) => {
        const personal = one.base ? one.base.targetMoved && !one.base.refused : !one.targetBlank;
        expect(personal && !one.equal && decideField(one) === 'write').toBe(false);
      }),
    );
  });

  it('note texts and documents are never overwritten, nor is anything where the target wins', () => {
    fc.assert(
      fc.property(facts, (one) => {
        const verdict = decideField(one);
        expect(verdict === 'overwrite' && one.policy !== 'source').toBe(false);
        expect(verdict === 'restore' && !one.restoreEdits).toBe(false);
      }),
    );
  });

  it('blank in the source never writes, unless its mapping erases what was written before', () => {
    fc.assert(
      fc.property(facts, (one) => {
        expect(decideField({ ...one, sourceBlank: true, erase: false })).toBe('leave');
        expect(decideField({ ...one, sourceBlank: true, erase: true, base: undefined })).toBe('leave');
      }),
    );
  });

  it('blank that erases follows the table like any other value; erase says nothing about a value', () => {
    fc.assert(
      fc.property(facts, (one) => {
        const value = decideField({ ...one, sourceBlank: false, erase: false });
        expect(decideField({ ...one, sourceBlank: false, erase: true })).toBe(value);
        // A base that the target refused is no value of ours that could be erased.
        const isOurs = one.base?.refused === false;
        expect(decideField({ ...one, sourceBlank: true, erase: true })).toBe(isOurs ? value : 'leave');
      }),
    );
  });

  it('equal sides are never written over one another', () => {
    fc.assert(
      fc.property(facts, (one) => {
        expect(one.equal && sends.has(decideField(one))).toBe(false);
      }),
    );
  });
});
