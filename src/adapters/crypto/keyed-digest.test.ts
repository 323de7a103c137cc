import { describe, expect, it } from 'vitest';
import { keyedDigest } from './keyed-digest.ts';
import { randomIds } from './random-ids.ts';

describe('keyed digest', () => {
  const digest = keyedDigest(Buffer.alloc(32, 7));

  it('is the same for the same text and secret, in every version of this program', () => {
    expect(digest.keyed('Anna')).toBe(keyedDigest(Buffer.alloc(32, 7)).keyed('Anna'));
    // Links of a running installation hold these: another value here would make every field look changed.
    expect(digest.keyed('Anna')).toBe('kvEsxrFG-cTXO-mXWy0kHKX9Ke-umHFJMreFs2Zhhkg');
  });

  it('differs for another text or another secret', () => {
    expect(digest.keyed('Anna')).not.toBe(digest.keyed('anna'));
    expect(digest.keyed('Anna')).not.toBe(keyedDigest(Buffer.alloc(32, 8)).keyed('Anna'));
  });
});

describe('random ids', () => {
  it('do not repeat and use the whole alphabet', () => {
    const ids = Array.from({ length: 2000 }, () => randomIds.next());
    expect(new Set(ids).size).toBe(2000);
    expect(new Set(ids.join('')).size).toBe(32);
    for (const id of ids) expect(id).toMatch(/^[a-z2-9]{26}$/);
  });
});
