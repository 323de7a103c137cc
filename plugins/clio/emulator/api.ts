import { html, json } from './answer.ts';
import type { Answer } from './answer.ts';
import type { Data } from './body.ts';
import type { Call, Route } from './call.ts';
import type { Clock } from './clock.ts';
import { Refusal, badRequest, errorBody, forbidden, gone, notFound } from './errors.ts';
import type { LogEntry } from './log.ts';
import { makeLook } from './make-look.ts';
import { invalidToken } from './oauth.ts';
import { PageTokens } from './page-tokens.ts';
import { Query } from './query.ts';
import { RateLimit } from './rate-limit.ts';
import { findRoute } from './router.ts';
import type { Settings } from './settings.ts';
import type { Storage } from './storage.ts';
import type { Grant, Tokens } from './tokens.ts';

const VERSION = '4.0.13';
const VERSIONS: readonly string[] = ['4.0.10', '4.0.11', '4.0.12', VERSION];

/** A request to the API, its body as text. */
export interface ApiRequest {
  readonly entry: LogEntry;
  readonly url: URL;
  readonly body: string;
}

/** The API host: gate, then route. Nothing in it waits, so each request is done at one stroke. */
export class Api {
  readonly #settings: Settings;
  readonly #clock: Clock;
  readonly #tokens: Tokens;
  readonly #storage: Storage;
  readonly #limit: RateLimit;
  readonly #pageTokens = new PageTokens();

  constructor(parts: { settings: Settings; clock: Clock; tokens: Tokens; storage: Storage }) {
    this.#settings = parts.settings;
    this.#clock = parts.clock;
    this.#tokens = parts.tokens;
    this.#storage = parts.storage;
    this.#limit = new RateLimit(parts.settings, parts.clock);
  }

  handle(request: ApiRequest): Answer {
    if (!request.url.pathname.startsWith('/api/v4/')) return html(404, '<!doctype html><title>Not found</title>');
    const token = /^Bearer (\S+)$/i.exec(request.entry.headers['authorization'] ?? '')?.[1] ?? '';
    const grant = this.#tokens.grantOf(token);
    if (!grant) return invalidToken();
    let limits: Record<string, string> = {};
    try {
      limits = this.#limit.count(token);
      const version = this.#version(request);
      const answer = this.#dispatch(request, grant);
      return { ...answer, headers: { ...answer.headers, ...limits, 'x-api-version': version } };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return json(error.status, errorBody(error.type, error.message), { ...limits, ...error.headers });
    }
  }

  #version(request: ApiRequest): string {
    const wanted = request.entry.headers['x-api-version'];
    if (wanted !== undefined && !VERSIONS.includes(wanted)) throw gone(wanted);
    return wanted ?? VERSION;
  }

  #dispatch(request: ApiRequest, grant: Grant): Answer {
    const found = findRoute(request.entry.method, request.url.pathname.slice('/api/v4'.length));
    if (!found) throw notFound('Resource');
    this.#permit(found.route);
    return found.route.handle(this.#call(request, grant, found.ids));
  }

  #permit(route: Route): void {
    for (const area of route.needs) {
      const access = this.#settings.permissions[area] ?? 'write';
      if (access === 'none' || (access === 'read' && route.method !== 'GET')) throw forbidden();
    }
  }

  #call(request: ApiRequest, grant: Grant, ids: readonly number[]): Call {
    const actor = {
      firm: grant.firm,
      user: grant.user,
      settings: this.#settings,
      clock: this.#clock,
      storage: this.#storage,
    };
    return {
      ...actor,
      look: makeLook(actor),
      query: new Query(request.url.searchParams),
      url: request.url,
      headers: request.entry.headers,
      ids,
      pageTokens: this.#pageTokens,
      data: () => dataIn(request),
    };
  }
}

function dataIn(request: ApiRequest): Data {
  if (!(request.entry.headers['content-type'] ?? '').startsWith('application/json'))
    throw badRequest('The body is not JSON');
  let body: unknown;
  try {
    body = JSON.parse(request.body);
  } catch {
    throw badRequest('The body is not valid JSON');
  }
  const data: unknown = typeof body === 'object' && body !== null && 'data' in body ? body.data : undefined;
  if (typeof data !== 'object' || data === null || Array.isArray(data)) throw badRequest('data is missing');
  return data as Data;
}
