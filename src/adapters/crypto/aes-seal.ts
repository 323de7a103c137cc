import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Seal } from '../../ports/seal.ts';

const cipher = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/** 32 bytes, by the name that what they sealed carries. */
export interface SealingKey {
  readonly id: string;
  readonly key: Uint8Array;
}

/** A sealed text cannot be opened: its key is missing, or it was changed or moved. */
export class CannotUnseal extends Error {
  constructor(problem: string, cause?: unknown) {
    super(problem, cause === undefined ? undefined : { cause });
    this.name = 'CannotUnseal';
  }
}

/**
 * AES-256-GCM. A sealed text is `v1.<key id>.<base64url of nonce, tag and cipher text>`; the context is authenticated
 * with it, and so is the key's id. The first key seals, all of them open. Throws when there is none or one is no key.
 */
export function aesSeal(keys: readonly SealingKey[]): Seal {
  const [newest] = keys;
  if (!newest) throw new Error('There is no encryption key.');
  const byId = new Map(keys.map((key) => [key.id, key]));
  if (byId.size < keys.length) throw new Error('Two encryption keys have the same id.');
  for (const { id, key } of keys)
    if (key.length !== 32) throw new Error(`The encryption key "${id}" has not 32 bytes.`);
  return {
    seal: (text, context) => sealWith(newest, text, context),
    open: (sealed, context) => {
      const [version, id = '', body = ''] = sealed.split('.');
      const key = byId.get(id);
      if (version !== 'v1') throw new CannotUnseal('The sealed text has an unknown form.');
      if (!key) throw new CannotUnseal(`The encryption key "${id}" is missing from CASEBRIDGE_ENCRYPTION_KEYS.`);
      return openWith(key, Buffer.from(body, 'base64url'), context);
    },
    isCurrent: (sealed) => sealed.startsWith(`v1.${newest.id}.`),
  };
}

function sealWith({ id, key }: SealingKey, text: string, context: string): string {
  const nonce = randomBytes(nonceBytes);
  const sealing = createCipheriv(cipher, key, nonce).setAAD(authenticated(id, context));
  const body = Buffer.concat([sealing.update(text, 'utf8'), sealing.final()]);
  return `v1.${id}.${Buffer.concat([nonce, sealing.getAuthTag(), body]).toString('base64url')}`;
}

function openWith({ id, key }: SealingKey, sealed: Buffer, context: string): string {
  if (sealed.length < nonceBytes + tagBytes) throw new CannotUnseal('The sealed text is cut short.');
  const tag = sealed.subarray(nonceBytes, nonceBytes + tagBytes);
  const opening = createDecipheriv(cipher, key, sealed.subarray(0, nonceBytes), { authTagLength: tagBytes });
  opening.setAAD(authenticated(id, context)).setAuthTag(tag);
  try {
    const body = sealed.subarray(nonceBytes + tagBytes);
    return Buffer.concat([opening.update(body), opening.final()]).toString('utf8');
  } catch (error) {
    throw new CannotUnseal('The sealed text was changed, or sealed for something else.', error);
  }
}

function authenticated(keyId: string, context: string): Buffer {
  return Buffer.from(JSON.stringify(['casebridge', keyId, context]));
}
