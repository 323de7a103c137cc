import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { objectKinds } from '../../../contracts/objects/values.ts';
import { objectKey } from './object-key.ts';

describe('object keys', () => {
  it('are equal only for the same object', () => {
    const kind = fc.constantFrom(...objectKinds);
    const id = fc.string({ unit: fc.constantFrom(':', 'a', 'note'), maxLength: 4 });
    fc.assert(
      fc.property(kind, id, kind, id, (k1, id1, k2, id2) => {
        expect(objectKey(k1, id1) === objectKey(k2, id2)).toBe(k1 === k2 && id1 === id2);
      }),
    );
  });
});
