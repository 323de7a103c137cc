import { createHmac, hkdfSync } from 'node:crypto';
import type { Digest } from '../../ports/digest.ts';

/**
 * HMAC-SHA-256, in base64url. Its key is derived from the secret of the installation and not from an encryption key:
 * these change, and with the digest every base of every link would be lost.
 */
export function keyedDigest(installationSecret: Uint8Array): Digest {
  const key = Buffer.from(hkdfSync('sha256', installationSecret, Buffer.alloc(0), 'casebridge/values/v1', 32));
  return { keyed: (text) => createHmac('sha256', key).update(text, 'utf8').digest('base64url') };
}
