import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aesSeal, CannotUnseal, type SealingKey } from './aes-seal.ts';

const key = (id: string): SealingKey => ({ id, key: randomBytes(32) });
const [older, newer] = [key('2025'), key('2026')];
const seal = aesSeal([newer, older]);

describe('aes seal', () => {
  it('opens what it sealed, for the same context', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, context) => {
        const sealed = seal.seal(text, context);
        expect(seal.open(sealed, context)).toBe(text);
        expect(() => seal.open(sealed, `${context}!`)).toThrow(CannotUnseal);
      }),
    );
  });

  it('opens what an older key sealed, seals with the newest, and tells them apart', () => {
    const before = aesSeal([older]).seal('token', 'c');
    expect(seal.open(before, 'c')).toBe('token');
    expect(seal.isCurrent(before)).toBe(false);
    const renewed = seal.seal('token', 'c');
    expect(seal.isCurrent(renewed)).toBe(true);
    expect(() => aesSeal([older]).open(renewed, 'c')).toThrow('"2026" is missing');
  });

  it('notices every changed byte', () => {
    const [version, id, body = ''] = seal.seal('token', 'c').split('.');
    const bytes = Buffer.from(body, 'base64url');
    for (const at of bytes.keys()) {
      const changed = Buffer.from(bytes);
      changed[at] = changed[at]! ^ 1;
      expect(() => seal.open([version, id, changed.toString('base64url')].join('.'), 'c')).toThrow(CannotUnseal);
    }
    expect(() => seal.open([version, older.id, body].join('.'), 'c')).toThrow(CannotUnseal);
    for (const text of ['', 'v1', 'v1.2026.', 'v2.2026.abc', 'token'])
      expect(() => seal.open(text, 'c')).toThrow(CannotUnseal);
  });

  it('refuses keys that are none', () => {
    expect(() => aesSeal([])).toThrow('no encryption key');
    expect(() => aesSeal([newer, { ...older, id: newer.id }])).toThrow('same id');
    expect(() => aesSeal([{ id: 'short', key: randomBytes(16) }])).toThrow('"short" has not 32 bytes');
  });
});
