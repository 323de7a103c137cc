import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A secret that cannot be guessed: 256 bits, URL-safe. Not from the `Ids` port, which a simulation makes predictable. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * Hex SHA-256, the only form in which keys and states are kept. Unsalted on purpose: it must be found by its value, and
 * 256 random bits cannot be tried out.
 */
export function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Takes the same time wherever two digests differ, so that a digest cannot be felt out byte by byte. */
export function sameDigest(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a, 'hex'), Buffer.from(b, 'hex')];
  return left.length === right.length && timingSafeEqual(left, right);
}
