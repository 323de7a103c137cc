import { createHmac } from 'node:crypto';
import type { Digest } from '../../ports/digest.ts';

/** A keyed SHA-256 whose key is no secret: for tests, where two texts must only never look alike. */
export class PlainDigest implements Digest {
  constructor(private readonly key = 'plain') {}

  keyed(text: string): string {
    return createHmac('sha256', this.key).update(text).digest('hex');
  }
}
