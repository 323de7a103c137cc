import { randomBytes } from 'node:crypto';
import type { Ids } from '../../ports/digest.ts';

/** 26 letters and digits: 130 bits, of which nobody can guess any. Small letters, so that reading aloud loses nothing. */
const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789';
const length = 26;

/** The alphabet has 32 signs, so every byte gives one without favouring any. */
export const randomIds: Ids = {
  next: () => Array.from(randomBytes(length), (byte) => alphabet.charAt(byte % alphabet.length)).join(''),
};
