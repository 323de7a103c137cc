import { describe, expect, it } from 'vitest';
import type { BrowserSession, SignInTicket } from '../../src/ports/session-book.ts';
import { addFirm, fresh, newFirm, type Open } from './opening.ts';

const created = '2026-03-01T10:00:00.000Z';
const later = '2026-03-01T22:00:00.000Z';

function sessionOf(firmId: string, more: Partial<BrowserSession> = {}): BrowserSession {
  return { digest: fresh('digest'), firmId, keyId: 'k', createdAt: created, expiresAt: later, ...more };
}

export function describeSessionBook(open: Open): void {
  describe('session book', () => {
    it('knows a session by its digest, with its latest expiry, until it is removed', async () => {
      const { storage, firmId } = await newFirm(open);
      const { sessions } = storage.books;
      const session = sessionOf(firmId);
      await sessions.add(session);
      expect(await sessions.find(session.digest)).toStrictEqual(session);
      const expiresAt = '2026-03-02T01:00:00.000Z';
      await sessions.extend(session.digest, expiresAt);
      expect(await sessions.find(session.digest)).toStrictEqual({ ...session, expiresAt });
      await sessions.remove(session.digest);
      await sessions.extend(session.digest, expiresAt);
      expect(await sessions.find(session.digest)).toBeUndefined();
    });

    it('forgets the expired sessions of a firm when somebody signs in, and of that firm alone', async () => {
      const { storage, firmId } = await newFirm(open);
      const { sessions } = storage.books;
      const [old, standing] = [sessionOf(firmId), sessionOf(firmId, { expiresAt: '2026-03-05T00:00:00.000Z' })];
      const elsewhere = sessionOf(await addFirm(storage));
      for (const one of [old, standing, elsewhere]) await sessions.add(one);
      await sessions.add(sessionOf(firmId, { createdAt: later, expiresAt: '2026-03-02T10:00:00.000Z' }));
      expect(await sessions.find(old.digest)).toBeUndefined();
      expect(await sessions.find(standing.digest)).toBeDefined();
      expect(await sessions.find(elsewhere.digest)).toBeDefined();
    });

    it('ends what came of one key, and nothing else', async () => {
      const { storage, firmId } = await newFirm(open);
      const { sessions } = storage.books;
      const stranger = await addFirm(storage);
      const ended = sessionOf(firmId);
      const others = [sessionOf(firmId, { keyId: 'other' }), sessionOf(stranger)];
      for (const one of [ended, ...others]) await sessions.add(one);
      const ticket: SignInTicket = { digest: fresh('ticket'), firmId, keyId: 'k', expiresAt: later };
      await sessions.addTicket(ticket);
      await sessions.removeOfKey(firmId, 'k');
      expect(await sessions.find(ended.digest)).toBeUndefined();
      expect(await sessions.takeTicket(ticket.digest)).toBeUndefined();
      for (const { digest } of others) expect(await sessions.find(digest)).toBeDefined();
    });

    it('gives a ticket once', async () => {
      const { storage, firmId } = await newFirm(open);
      const { sessions } = storage.books;
      const ticket: SignInTicket = { digest: fresh('ticket'), firmId, keyId: 'k', expiresAt: later };
      await sessions.addTicket(ticket);
      const taken = await Promise.all([sessions.takeTicket(ticket.digest), sessions.takeTicket(ticket.digest)]);
      expect(taken.filter((one) => one !== undefined)).toStrictEqual([ticket]);
    });
  });
}
