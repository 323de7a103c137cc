import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localIdOf, sourceIdOf } from './source-id.ts';

const id = fc.string({ unit: 'binary' });

describe('source ids of the intake', () => {
  it('give back both parts', () => {
    fc.assert(
      fc.property(id, id, (matterId, local) => {
        expect(localIdOf(sourceIdOf(matterId, local))).toEqual({ matterId, id: local });
      }),
    );
  });

  it('differ where a part differs', () => {
    fc.assert(
      fc.property(id, id, id, id, (a, b, c, d) => {
        expect(sourceIdOf(a, b) === sourceIdOf(c, d)).toBe(a === c && b === d);
      }),
    );
    expect(sourceIdOf('a/b', 'c')).not.toBe(sourceIdOf('a', 'b/c'));
  });

  it.each(['', 'm1', 'm1/n1/x', 'm1/%', '%zz/n1'])('know that "%s" is none', (text) => {
    expect(localIdOf(text)).toBeUndefined();
  });
});
