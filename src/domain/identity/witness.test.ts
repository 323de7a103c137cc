import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { witnessOf } from './witness.ts';

const hash = (text: string) => `h${Array.from(text).reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) >>> 0, 7)}`;
const key = (sourceId: string, kind: 'contact' | 'matter' = 'contact') => ({
  sourceConnectionId: 'intake',
  kind,
  sourceId,
});

describe('the witness', () => {
  it('tells a person what it is', () => expect(witnessOf(key('c1'), hash)).toBe('casebridge:intake:contact:c1'));

  it('is the same each time and fits into a text field of 255 characters', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 600 }), (id) => {
        const witness = witnessOf(key(id), hash);
        expect(witness).toBe(witnessOf(key(id), hash));
        expect(witness.length).toBeLessThan(255);
      }),
    );
  });

  it('differs between objects, long ids included', () => {
    const long = 'x'.repeat(300);
    const all = [
      key('c1'),
      key('c2'),
      key('c1', 'matter'),
      key(`${long}1`),
      key(`${long}2`),
      key(`${long}1`, 'matter'),
    ];
    expect(new Set(all.map((one) => witnessOf(one, hash))).size).toBe(all.length);
    expect(witnessOf({ ...key('c1'), sourceConnectionId: 'crm' }, hash)).not.toBe(witnessOf(key('c1'), hash));
  });
});
