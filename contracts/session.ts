import type { SetUpState } from './ports/case-management-target.ts';

/** Time as the core tells it. A plugin never asks the machine, so that a test need not wait. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export interface Log {
  debug(message: string, facts?: Readonly<Record<string, unknown>>): void;
  info(message: string, facts?: Readonly<Record<string, unknown>>): void;
  warn(message: string, facts?: Readonly<Record<string, unknown>>): void;
}

/**
 * What a request is for. `object` requests are counted as reads (GET) and writes, `transfer` as transfers;
 * `setup` (tokens, catalogue, set-up) are counted apart.
 */
export type RequestPurpose = 'object' | 'setup' | 'transfer';

export interface SessionRequest extends RequestInit {
  readonly purpose: RequestPurpose;
}

/**
 * What the core binds for a plugin in one connection's container.
 * `fetch` carries the account's access token, renews it once on 401, and counts. `openFetch` carries nothing: it is
 * for token endpoints and for storage hosts, which must never see the token.
 */
export interface Session {
  readonly fetch: (url: string, request: SessionRequest) => Promise<Response>;
  readonly openFetch: (url: string, request: SessionRequest) => Promise<Response>;
  readonly clock: Clock;
  readonly log: Log;
  readonly region: string | undefined;
  /** The environment variables that the plugin declared, where they are set. */
  readonly environment: Readonly<Record<string, string>>;
  /** What `setUp` returned for this account; `undefined` before. */
  readonly setUp: SetUpState | undefined;
}
