import { SyncFailure } from '../../contracts/failures.ts';
import type { Credentials, RedirectAuthorization } from '../../contracts/ports/authorization.ts';
import type { Session } from '../../contracts/session.ts';
import { deadlineOf, hostOf } from './endpoints.ts';
import { parseJson } from './json.ts';
import { readProblem } from './problems.ts';
import { Token } from './wire.ts';

const renewAgainAfterMs = [1_000, 4_000] as const;
/** A code can be used once, but a request that was lost may never have used it. */
const exchangeAgainAfterMs = [1_000] as const;

const refusedGrants: ReadonlySet<string> = new Set([
  'invalid_grant',
  'invalid_token',
  'unauthorized_client',
  'access_denied',
]);

interface TokenAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** Clio's OAuth 2 code flow. It is no OpenID provider: no discovery, no scopes, and tokens travel form-encoded. */
export class ClioAuthorization implements RedirectAuthorization {
  readonly way = 'redirect';
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  authorizationUrl({ state, redirectUri }: { readonly state: string; readonly redirectUri: string }): string {
    const url = new URL(`${hostOf(this.#session)}/oauth/authorize`);
    url.search = new URLSearchParams({
      response_type: 'code',
      client_id: this.#secret('CLIO_CLIENT_ID'),
      redirect_uri: redirectUri,
      state,
      // Without it a person who declines is left standing at the vendor.
      redirect_on_decline: 'true',
    }).toString();
    return url.href;
  }

  async exchange({ code, redirectUri }: { readonly code: string; readonly redirectUri: string }): Promise<Credentials> {
    return this.#token(
      { grant_type: 'authorization_code', code, redirect_uri: redirectUri },
      exchangeAgainAfterMs,
      undefined,
    );
  }

  async renew({ refreshToken }: Credentials): Promise<Credentials> {
    if (refreshToken === undefined)
      throw new SyncFailure('unauthorized', 'The access to Clio ended and cannot be renewed; connect again.');
    return this.#token({ grant_type: 'refresh_token', refresh_token: refreshToken }, renewAgainAfterMs, refreshToken);
  }

  /** Ends the access. An access that has ended already is as good. */
  async revoke({ accessToken }: Credentials): Promise<void> {
    const answer = await this.#post('deauthorize', { token: accessToken }, { authorization: `Bearer ${accessToken}` });
    if (!answer) throw new SyncFailure('unreachable', 'Clio did not answer while the access was being withdrawn.');
    if (answer.status >= 500 || answer.status === 429) {
      throw new SyncFailure(
        'unreachable',
        `Clio answered with status ${answer.status} while the access was being withdrawn.`,
      );
    }
    if (answer.status >= 400 && answer.status !== 401)
      throw new SyncFailure('refused', 'Clio refused to withdraw the access.');
  }

  async #token(
    grant: Record<string, string>,
    waits: readonly number[],
    refreshToken: string | undefined,
  ): Promise<Credentials> {
    const client = { client_id: this.#secret('CLIO_CLIENT_ID'), client_secret: this.#secret('CLIO_CLIENT_SECRET') };
    let lostBefore = false;
    for (const wait of [...waits, undefined]) {
      const answer = await this.#post('token', { ...client, ...grant }, {});
      const credentials = answer && this.#read(answer, refreshToken, lostBefore);
      if (credentials) return credentials;
      lostBefore = true;
      if (wait !== undefined) await this.#session.clock.sleep(wait);
    }
    throw new SyncFailure('unreachable', 'Clio did not answer while the access was being granted; connect again.');
  }

  /** `undefined` when the answer says nothing and the same may be asked again. */
  #read({ status, body }: TokenAnswer, refreshToken: string | undefined, lostBefore: boolean): Credentials | undefined {
    if (status >= 500 || status === 429 || status === 408) return undefined;
    if (status >= 200 && status < 300) return this.#credentials(body, refreshToken);
    const { type = '' } = readProblem(body);
    if (refreshToken === undefined && lostBefore) {
      // The lost request has used the code up.
      throw new SyncFailure(
        'unreachable',
        'The answer of Clio was lost while the access was being granted; connect again.',
      );
    }
    if (type === 'invalid_client')
      throw new SyncFailure(
        'misconfigured',
        'Clio does not know this app: check CLIO_CLIENT_ID and CLIO_CLIENT_SECRET.',
      );
    if (refusedGrants.has(type) || status === 401) {
      throw new SyncFailure('unauthorized', 'Clio does not grant access any more; connect again.');
    }
    throw new SyncFailure('unauthorized', `Clio refused the access (status ${status}); connect again.`);
  }

  #credentials(body: unknown, refreshToken: string | undefined): Credentials | undefined {
    const token = Token.safeParse(body);
    if (!token.success) return undefined;
    const { access_token: accessToken, refresh_token: fresh, expires_in: seconds } = token.data;
    const kept = fresh ?? refreshToken;
    const lives = typeof seconds === 'number' && Number.isFinite(seconds) && seconds > 0;
    return {
      accessToken,
      ...(kept !== undefined && { refreshToken: kept }),
      ...(lives && { expiresAt: this.#session.clock.now() + seconds * 1000 }),
    };
  }

  /** `undefined` when the answer was lost or cannot be read. */
  async #post(
    path: string,
    form: Record<string, string>,
    headers: Record<string, string>,
  ): Promise<TokenAnswer | undefined> {
    try {
      const response = await this.#session.openFetch(`${hostOf(this.#session)}/oauth/${path}`, {
        method: 'POST',
        purpose: 'setup',
        redirect: 'manual',
        signal: AbortSignal.timeout(deadlineOf(this.#session)),
        headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded', ...headers },
        body: new URLSearchParams(form).toString(),
      });
      const text = await response.text();
      return { status: response.status, body: text === '' ? undefined : parsed(text) };
    } catch (error) {
      if (error instanceof SyncFailure) throw error;
      this.#session.log.warn('A request to the token endpoint of Clio was lost.', { path });
      return undefined;
    }
  }

  #secret(name: 'CLIO_CLIENT_ID' | 'CLIO_CLIENT_SECRET'): string {
    const value = this.#session.environment[name];
    if (!value) throw new SyncFailure('misconfigured', `${name} is not set; it is shown in the app's page at Clio.`);
    return value;
  }
}

function parsed(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return text;
  }
}
