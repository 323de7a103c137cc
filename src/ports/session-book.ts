import type { Instant } from '../../contracts/objects/values.ts';

/** Somebody signed in to the pages with a key of a firm. Known only by the digest of what the browser holds. */
export interface BrowserSession {
  /** Hex SHA-256 of the secret in the cookie. */
  readonly digest: string;
  readonly firmId: string;
  /** The key that was exchanged for it; without the key it is worth nothing. */
  readonly keyId: string;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
}

/** A way to sign in once without typing a key, such as by a link. */
export interface SignInTicket {
  /** Hex SHA-256 of the ticket. */
  readonly digest: string;
  readonly firmId: string;
  readonly keyId: string;
  readonly expiresAt: Instant;
}

/** Who is signed in to the pages. */
export interface SessionBook {
  /** Expired sessions of the firm go on the way, so that nobody has to sweep. */
  add(session: BrowserSession): Promise<void>;
  find(digest: string): Promise<BrowserSession | undefined>;
  extend(digest: string, expiresAt: Instant): Promise<void>;
  remove(digest: string): Promise<void>;
  /** Ends every session and ticket of a key. */
  removeOfKey(firmId: string, keyId: string): Promise<void>;
  addTicket(ticket: SignInTicket): Promise<void>;
  /** Returns and removes it; a second call finds nothing. */
  takeTicket(digest: string): Promise<SignInTicket | undefined>;
}
