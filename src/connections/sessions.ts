import type { Clock } from '../../contracts/session.ts';
import { Refused } from '../domain/refusals.ts';
import type { BrowserSession } from '../ports/session-book.ts';
import type { Storage } from '../ports/storage.ts';
import type { FirmKeyHolder, Firms } from './firms.ts';
import { digestOf, newSecret, sameDigest } from './secrets.ts';

export interface SessionsNeeds {
  readonly storage: Storage;
  readonly clock: Pick<Clock, 'now'>;
  readonly firms: Firms;
}

/** Somebody who uses the pages. */
export interface SignedIn {
  readonly holder: FirmKeyHolder;
  /** Under which the session is kept; what an authorization journey is bound to. */
  readonly digest: string;
  /** What a write must send along: another site can make a browser send the cookie, but cannot read this. */
  readonly csrfToken: string;
  readonly expiresAt: string;
}

/** `secret` goes into the cookie and nowhere else. */
export interface Opened extends SignedIn {
  readonly secret: string;
}

/** A working day and its overtime; each use begins it anew. */
const sessionMs = 12 * 60 * 60 * 1000;
/** A page asks many times a minute; writing down each time that the session goes on would be a waste. */
const extendAfterMs = 10 * 60 * 1000;
/** Long enough to switch to the browser, short enough that a link in an old terminal is dead. */
const ticketMs = 15 * 60 * 1000;

/** Sessions of the pages: a key is exchanged once, and the browser never holds it. */
export class Sessions {
  constructor(private readonly needs: SessionsNeeds) {}

  /** Throws `key-unknown`, and `firm-key-needed` for the operator's key. */
  async open(key: string): Promise<Opened> {
    const holder = await this.needs.firms.whoHolds(key);
    if (!holder) throw new Refused('key-unknown');
    if (holder.by === 'operator') throw new Refused('firm-key-needed');
    return this.openFor(holder);
  }

  /** Throws `ticket-invalid` for a ticket that was never issued, has been used, or is too old. */
  async openByTicket(ticket: string): Promise<Opened> {
    const taken = await this.needs.storage.books.sessions.takeTicket(digestOf(ticket));
    if (!taken || Date.parse(taken.expiresAt) <= this.needs.clock.now()) throw new Refused('ticket-invalid');
    const holder = await this.needs.firms.holderOf(taken.firmId, taken.keyId);
    if (!holder) throw new Refused('ticket-invalid', 'The key behind this link has been removed.');
    return this.openFor(holder);
  }

  /** Whoever the cookie's secret belongs to; using a session prolongs it. Throws `session-expired`. */
  async whoIsSignedIn(secret: string): Promise<SignedIn> {
    const digest = digestOf(secret);
    const session = await this.needs.storage.books.sessions.find(digest);
    if (!session || Date.parse(session.expiresAt) <= this.needs.clock.now()) throw new Refused('session-expired');
    const holder = await this.needs.firms.holderOf(session.firmId, session.keyId);
    if (!holder) throw new Refused('session-expired', 'The key that you signed in with has been removed.');
    return { holder, digest, csrfToken: csrfTokenOf(secret), expiresAt: await this.prolonged(session) };
  }

  /** The digest of a session that stands, for those who only need to know whether it is the same browser. */
  async standing(secret: string | undefined): Promise<string | undefined> {
    if (secret === undefined) return undefined;
    const session = await this.needs.storage.books.sessions.find(digestOf(secret));
    return session && Date.parse(session.expiresAt) > this.needs.clock.now() ? session.digest : undefined;
  }

  async end(digest: string): Promise<void> {
    await this.needs.storage.books.sessions.remove(digest);
  }

  /** A ticket signs in once, as whoever holds the key. */
  async issueTicket({
    firmId,
    keyId,
  }: FirmKeyHolder): Promise<{ readonly ticket: string; readonly expiresAt: string }> {
    const ticket = newSecret();
    const expiresAt = this.at(ticketMs);
    await this.needs.storage.books.sessions.addTicket({ digest: digestOf(ticket), firmId, keyId, expiresAt });
    return { ticket, expiresAt };
  }

  private async openFor(holder: FirmKeyHolder): Promise<Opened> {
    const secret = newSecret();
    const session: BrowserSession = {
      digest: digestOf(secret),
      firmId: holder.firmId,
      keyId: holder.keyId,
      createdAt: this.at(0),
      expiresAt: this.at(sessionMs),
    };
    await this.needs.storage.books.sessions.add(session);
    return { holder, secret, digest: session.digest, csrfToken: csrfTokenOf(secret), expiresAt: session.expiresAt };
  }

  private async prolonged({ digest, expiresAt }: BrowserSession): Promise<string> {
    const left = Date.parse(expiresAt) - this.needs.clock.now();
    if (left > sessionMs - extendAfterMs) return expiresAt;
    const later = this.at(sessionMs);
    await this.needs.storage.books.sessions.extend(digest, later);
    return later;
  }

  private at(later: number): string {
    return new Date(this.needs.clock.now() + later).toISOString();
  }
}

/** Made from the secret, so that it need not be kept; the digest keeps the secret from being read out of it. */
function csrfTokenOf(secret: string): string {
  return digestOf(`csrf ${secret}`);
}

export function isCsrfToken(given: unknown, { csrfToken }: SignedIn): boolean {
  return typeof given === 'string' && sameDigest(given, csrfToken);
}
