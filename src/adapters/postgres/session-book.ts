import { defineEntity, type InferEntity } from '@mikro-orm/core';
import type { BrowserSession, SessionBook, SignInTicket } from '../../ports/session-book.ts';
import { column, type ColumnsOf } from './columns.ts';
import { Rows } from './rows.ts';
import type { Session } from './session.ts';

export const browserSessionTable = defineEntity({
  name: 'BrowserSession',
  tableName: 'browser_sessions',
  indexes: [{ name: 'browser_sessions_of_key', properties: ['firmId', 'keyId'] }],
  properties: {
    digest: column.id().primary(),
    firmId: column.id(),
    keyId: column.id(),
    createdAt: column.instant(),
    expiresAt: column.instant(),
  } satisfies ColumnsOf<BrowserSession>,
});

export const ticketTable = defineEntity({
  name: 'SignInTicket',
  tableName: 'sign_in_tickets',
  indexes: [{ name: 'sign_in_tickets_of_key', properties: ['firmId', 'keyId'] }],
  properties: {
    digest: column.id().primary(),
    firmId: column.id(),
    keyId: column.id(),
    expiresAt: column.instant(),
  } satisfies ColumnsOf<SignInTicket>,
});

const sessions = new Rows<BrowserSession, InferEntity<typeof browserSessionTable>>(browserSessionTable);
const tickets = new Rows<SignInTicket, InferEntity<typeof ticketTable>>(ticketTable);

export class PostgresSessionBook implements SessionBook {
  constructor(private readonly session: Session) {}

  async add(session: BrowserSession): Promise<void> {
    await this.session.together(async (em) => {
      await sessions.remove(em, { firmId: session.firmId, expiresAt: { $lte: session.createdAt } });
      await sessions.insert(em, session);
    });
  }

  async find(digest: string): Promise<BrowserSession | undefined> {
    return sessions.find(this.session.em(), { digest });
  }

  async extend(digest: string, expiresAt: string): Promise<void> {
    await this.session.em().execute('update browser_sessions set expires_at = ? where digest = ?', [expiresAt, digest]);
  }

  async remove(digest: string): Promise<void> {
    await sessions.remove(this.session.em(), { digest });
  }

  async removeOfKey(firmId: string, keyId: string): Promise<void> {
    await this.session.together(async (em) => {
      await sessions.remove(em, { firmId, keyId });
      await tickets.remove(em, { firmId, keyId });
    });
  }

  async addTicket(ticket: SignInTicket): Promise<void> {
    await tickets.insert(this.session.em(), ticket);
  }

  /** The row is locked before it goes: of two callers at once the second finds nothing. */
  async takeTicket(digest: string): Promise<SignInTicket | undefined> {
    return this.session.together(async (em) => {
      const ticket = await tickets.find(em, { digest }, { lock: true });
      if (ticket) await tickets.remove(em, { digest });
      return ticket;
    });
  }
}
