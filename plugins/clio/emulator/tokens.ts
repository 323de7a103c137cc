import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from './clock.ts';
import type { Firm } from './firm.ts';
import type { User } from './rows.ts';
import type { Settings } from './settings.ts';

/** 30 days, in seconds. Codes live ten minutes (clio-api facts: oauth). */
const TOKEN_SECONDS = 2_592_000;
const CODE_MS = 10 * 60_000;

/** For whom a token or code stands. */
export interface Grant {
  readonly firm: Firm;
  readonly user: User;
}

interface Code {
  readonly grant: Grant;
  readonly redirectUri: string;
  readonly challenge: { method: string; value: string } | null;
  readonly expiresAt: number;
}

interface Access {
  readonly grant: Grant;
  readonly refreshToken: string;
  readonly expiresAt: number;
}

/** The body of a token answer. */
export interface TokenAnswer {
  token_type: 'bearer';
  access_token: string;
  /** Seconds. */
  expires_in: number;
  refresh_token?: string;
}

const secret = (bytes: number): string => randomBytes(bytes).toString('base64url');

/** Codes, access tokens and refresh tokens of the one app. Refresh tokens do not expire and are not rotated. */
export class Tokens {
  readonly #settings: Settings;
  readonly #clock: Clock;
  readonly #codes = new Map<string, Code>();
  readonly #access = new Map<string, Access>();
  readonly #refresh = new Map<string, Grant>();

  constructor(settings: Settings, clock: Clock) {
    this.#settings = settings;
    this.#clock = clock;
  }

  issueCode(grant: Grant, redirectUri: string, challenge: Code['challenge']): string {
    const code = secret(16);
    this.#codes.set(code, { grant, redirectUri, challenge, expiresAt: this.#clock.now() + CODE_MS });
    return code;
  }

  /** Spends a code; null when it is unknown, spent, expired, or does not fit what it was made for. */
  redeem(code: string, redirectUri: string, verifier: string | null): TokenAnswer | null {
    const known = this.#codes.get(code);
    this.#codes.delete(code);
    if (!known || known.expiresAt < this.#clock.now() || known.redirectUri !== redirectUri) return null;
    if (known.challenge !== null && !proves(known.challenge, verifier)) return null;
    return this.issue(known.grant);
  }

  issue(grant: Grant): TokenAnswer & { refresh_token: string } {
    const refreshToken = secret(32);
    this.#refresh.set(refreshToken, grant);
    return { ...this.#open(grant, refreshToken), refresh_token: refreshToken };
  }

  /** A new access token for a refresh token, which stays good; the answer does not repeat it. */
  refresh(refreshToken: string): TokenAnswer | null {
    const grant = this.#refresh.get(refreshToken);
    if (!grant || !current(grant)) return null;
    if (this.#settings.refreshEndsPrevious) this.#endAccess((access) => access.refreshToken === refreshToken);
    return this.#open(grant, refreshToken);
  }

  /** Whom an access token stands for; null when it is unknown, expired or revoked. */
  grantOf(accessToken: string): Grant | null {
    const access = this.#access.get(accessToken);
    return access && access.expiresAt > this.#clock.now() ? current(access.grant) : null;
  }

  /** Ends an access token and the refresh token behind it. */
  revoke(accessToken: string): void {
    const access = this.#access.get(accessToken);
    if (!access) return;
    this.#refresh.delete(access.refreshToken);
    this.#endAccess((other) => other.refreshToken === access.refreshToken);
  }

  /** Somebody removed the app from the firm: every token of that firm ends. */
  revokeFirm(firm: Firm): void {
    for (const [token, grant] of this.#refresh) if (grant.firm === firm) this.#refresh.delete(token);
    this.#endAccess((access) => access.grant.firm === firm);
  }

  /** Ends every access token of a firm and leaves the refresh tokens good. */
  expireAccess(firm: Firm): void {
    this.#endAccess((access) => access.grant.firm === firm);
  }

  #open(grant: Grant, refreshToken: string): TokenAnswer {
    const token = secret(32);
    this.#access.set(token, { grant, refreshToken, expiresAt: this.#clock.now() + TOKEN_SECONDS * 1000 });
    return { token_type: 'bearer', access_token: token, expires_in: TOKEN_SECONDS };
  }

  #endAccess(test: (access: Access) => boolean): void {
    for (const [token, access] of this.#access) if (test(access)) this.#access.delete(token);
  }
}

/** The grant with the user as they are now; null when they are no longer active. */
function current(grant: Grant): Grant | null {
  const user = grant.firm.users.get(grant.user.id);
  return user?.enabled ? { firm: grant.firm, user } : null;
}

function proves(challenge: { method: string; value: string }, verifier: string | null): boolean {
  if (verifier === null) return false;
  const made = challenge.method === 'S256' ? createHash('sha256').update(verifier).digest('base64url') : verifier;
  return made === challenge.value;
}
