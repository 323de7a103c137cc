import type { BrowserSession, SessionBook, SignInTicket } from '../../ports/session-book.ts';
import { compareTexts } from './paging.ts';
import { Table } from './table.ts';
import type { UndoLog } from './undo-log.ts';

export class MemorySessionBook implements SessionBook {
  private readonly sessions: Table<BrowserSession, 'firm'>;
  private readonly tickets: Table<SignInTicket, 'firm'>;

  constructor(undo: UndoLog) {
    this.sessions = new Table(undo, ({ digest }) => digest, { firm: ({ firmId }) => firmId });
    this.tickets = new Table(undo, ({ digest }) => digest, { firm: ({ firmId }) => firmId });
  }

  async add(session: BrowserSession): Promise<void> {
    for (const { digest, expiresAt } of this.sessions.by('firm', session.firmId))
      if (compareTexts(expiresAt, session.createdAt) <= 0) this.sessions.delete(digest);
    this.sessions.insert(session);
  }

  async find(digest: string): Promise<BrowserSession | undefined> {
    return this.sessions.get(digest);
  }

  async extend(digest: string, expiresAt: string): Promise<void> {
    const session = this.sessions.get(digest);
    if (session) this.sessions.put({ ...session, expiresAt });
  }

  async remove(digest: string): Promise<void> {
    this.sessions.delete(digest);
  }

  async removeOfKey(firmId: string, keyId: string): Promise<void> {
    for (const table of [this.sessions, this.tickets])
      for (const row of table.by('firm', firmId)) if (row.keyId === keyId) table.delete(row.digest);
  }

  async addTicket(ticket: SignInTicket): Promise<void> {
    this.tickets.insert(ticket);
  }

  async takeTicket(digest: string): Promise<SignInTicket | undefined> {
    const ticket = this.tickets.get(digest);
    this.tickets.delete(digest);
    return ticket;
  }
}
