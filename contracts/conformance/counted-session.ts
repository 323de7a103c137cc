import { Container } from 'inversify';
import { bindings, type Plugin } from '../plugin.ts';
import type { Authorization, Credentials } from '../ports/authorization.ts';
import type { CaseManagementTarget, SetUpState } from '../ports/case-management-target.ts';
import type { Clock, Log, RequestPurpose, Session, SessionRequest } from '../session.ts';
import type { RequestCounts } from './sandbox.ts';

const quiet: Log = { debug: () => {}, info: () => {}, warn: () => {} };

export interface SessionParts {
  readonly clock: Clock;
  readonly environment: Readonly<Record<string, string>>;
  readonly credentials?: Credentials;
  readonly setUp?: SetUpState;
  readonly region?: string;
}

/** A session over the real `fetch` that counts as the core does, and renews on 401 as the core does. */
export class CountedSession implements Session {
  readonly clock: Clock;
  readonly log = quiet;
  readonly environment: Readonly<Record<string, string>>;
  readonly region: string | undefined;
  readonly setUp: SetUpState | undefined;
  /** How credentials are renewed; set once the plugin is open. */
  authorization: Authorization | undefined;
  #credentials: Credentials | undefined;
  readonly #counts = { reads: 0, writes: 0, transfers: 0 };

  constructor(parts: SessionParts) {
    this.clock = parts.clock;
    this.environment = parts.environment;
    this.region = parts.region;
    this.setUp = parts.setUp;
    this.#credentials = parts.credentials;
  }

  counts(): RequestCounts {
    return { ...this.#counts };
  }

  readonly openFetch = (url: string, { purpose, ...init }: SessionRequest): Promise<Response> => {
    this.#count(purpose, init.method ?? 'GET');
    return fetch(url, init);
  };

  readonly fetch = async (url: string, request: SessionRequest): Promise<Response> => {
    const response = await this.openFetch(url, this.#withToken(request));
    if (response.status !== 401 || !this.authorization || !this.#credentials) return response;
    this.#credentials = await this.authorization.renew(this.#credentials);
    if (request.body instanceof ReadableStream) return response;
    await response.body?.cancel();
    return this.openFetch(url, this.#withToken(request));
  };

  #withToken(request: SessionRequest): SessionRequest {
    const headers = new Headers(request.headers);
    headers.set('authorization', `Bearer ${this.#credentials?.accessToken ?? ''}`);
    return { ...request, headers };
  }

  #count(purpose: RequestPurpose, method: string): void {
    if (purpose === 'transfer') this.#counts.transfers += 1;
    else if (purpose === 'object') this.#counts[method === 'GET' ? 'reads' : 'writes'] += 1;
  }
}

/** Wires a plugin the way the core does: one container per connection, with nothing in it but the session. */
export function openPlugin(
  plugin: Plugin,
  session: Session,
): { readonly authorization: Authorization; readonly target: CaseManagementTarget } {
  const container = new Container({ defaultScope: 'Singleton' });
  container.bind<Session>(bindings.session).toConstantValue(session);
  container.load(plugin.module);
  const authorization = container.get<Authorization>(bindings.authorization);
  if (session instanceof CountedSession) session.authorization = authorization;
  return { authorization, target: container.get<CaseManagementTarget>(bindings.target) };
}
