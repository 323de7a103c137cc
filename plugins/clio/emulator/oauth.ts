import { empty, html, json, redirect } from './answer.ts';
import type { Answer } from './answer.ts';
import type { Grant, Tokens } from './tokens.ts';

/** The app as registered in the developer portal. */
export interface App {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUris: readonly string[] | 'any';
}

/** Who sits at the browser when the authorize page opens, and what they press. */
export interface Visitor {
  grant: Grant;
  declines: boolean;
}

/** A request to the OAuth host. */
export interface OAuthRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly form: URLSearchParams | null;
  readonly authorization: string | undefined;
}

const refused = (status: number, error: string, description: string): Answer =>
  json(status, { error, error_description: description }, { 'cache-control': 'no-store' });

const page = (status: number, text: string): Answer =>
  html(status, `<!doctype html><title>Authorization</title><p>${text.replace(/[&<>"]/g, '')}</p>`);

/** The OAuth host: authorize, token, deauthorize (clio-api facts: oauth). Its errors carry `error` as a string. */
export class OAuth {
  readonly #app: App;
  readonly #tokens: Tokens;
  readonly #visitor: Visitor;

  constructor(app: App, tokens: Tokens, visitor: Visitor) {
    this.#app = app;
    this.#tokens = tokens;
    this.#visitor = visitor;
  }

  handle(request: OAuthRequest): Answer {
    const route = `${request.method} ${request.path}`;
    if (route === 'GET /oauth/authorize') return this.#authorize(request.query);
    if (route === 'GET /oauth/approval') return page(200, `Success code=${request.query.get('code') ?? ''}`);
    if (route === 'POST /oauth/token') return this.#token(request.form);
    if (route === 'POST /oauth/deauthorize') return this.#deauthorize(request);
    return page(404, 'Not found');
  }

  #registered(uri: string | null): uri is string {
    if (uri === null || !URL.canParse(uri)) return false;
    return this.#app.redirectUris === 'any' || this.#app.redirectUris.includes(uri);
  }

  #authorize(query: URLSearchParams): Answer {
    const redirectUri = query.get('redirect_uri');
    if (query.get('client_id') !== this.#app.clientId) return page(401, 'The application is unknown');
    if (!this.#registered(redirectUri)) return page(400, 'The redirect uri is not one of the application');
    const back = new URL(redirectUri);
    const state = query.get('state');
    if (state !== null) back.searchParams.set('state', state);
    if (query.get('response_type') !== 'code') back.searchParams.set('error', 'unsupported_response_type');
    else if (this.#visitor.declines) return this.#declined(back, query.get('redirect_on_decline') === 'true');
    else back.searchParams.set('code', this.#tokens.issueCode(this.#visitor.grant, redirectUri, challengeIn(query)));
    return redirect(302, back.href);
  }

  #declined(back: URL, returns: boolean): Answer {
    if (!returns) return page(200, 'Access was declined');
    back.searchParams.set('error', 'access_denied');
    return redirect(302, back.href);
  }

  #token(form: URLSearchParams | null): Answer {
    if (form === null) return refused(400, 'invalid_request', 'The request must be form-encoded');
    if (form.get('client_id') !== this.#app.clientId || form.get('client_secret') !== this.#app.clientSecret) {
      return refused(401, 'invalid_client', 'Client authentication failed');
    }
    const type = form.get('grant_type');
    if (type === 'authorization_code') {
      return granted(
        this.#tokens.redeem(form.get('code') ?? '', form.get('redirect_uri') ?? '', form.get('code_verifier')),
      );
    }
    if (type === 'refresh_token') return granted(this.#tokens.refresh(form.get('refresh_token') ?? ''));
    return refused(400, 'unsupported_grant_type', 'The grant type is not supported');
  }

  #deauthorize(request: OAuthRequest): Answer {
    const bearer = /^Bearer (\S+)$/i.exec(request.authorization ?? '')?.[1];
    if (bearer === undefined || !this.#tokens.grantOf(bearer)) return invalidToken();
    this.#tokens.revoke(request.form?.get('token') ?? '');
    return empty(200);
  }
}

const challengeIn = (query: URLSearchParams): { method: string; value: string } | null => {
  const value = query.get('code_challenge');
  return value === null ? null : { method: query.get('code_challenge_method') ?? 'plain', value };
};

const granted = (answer: object | null): Answer =>
  answer === null
    ? refused(400, 'invalid_grant', 'The grant is invalid, expired or revoked')
    : json(200, answer, { 'cache-control': 'no-store' });

/** The answer to a request whose access token is no good. */
export const invalidToken = (): Answer => refused(401, 'invalid_token', 'The access token is expired or revoked');
