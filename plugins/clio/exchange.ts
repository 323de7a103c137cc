import { SyncFailure } from '../../contracts/failures.ts';
import type { RequestPurpose, Session } from '../../contracts/session.ts';
import { parseJson } from './json.ts';

/** One request to the API, ready to be sent. */
export interface Outgoing {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly url: string;
  readonly purpose: RequestPurpose;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What came back. `body` is the parsed JSON, or the text where it is none (`readable` false). */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
  readonly readable: boolean;
}

/** The request may have been done, but its answer did not arrive. `message` is plain words. */
export class LostAnswer extends Error {
  override readonly name = 'LostAnswer';
}

const apiVersion = '4.0.13';
const mostHops = 3;
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** A write may follow only these: they say that nothing was done and that the same is to be sent elsewhere. */
const repeatable: ReadonlySet<number> = new Set([307, 308]);

/**
 * Sends one request and reads its answer before the deadline. Throws `LostAnswer`, or `SyncFailure` of kind
 * `unreachable` when the request certainly did not leave, or what the session throws.
 */
export async function exchange(session: Session, request: Outgoing, deadlineMs: number): Promise<Answer> {
  const signal = AbortSignal.timeout(deadlineMs);
  try {
    const response = await followed(session, request, signal);
    return await readAnswer(response);
  } catch (error) {
    throw asLoss(error, signal);
  }
}

async function followed(session: Session, request: Outgoing, signal: AbortSignal): Promise<Response> {
  let { url } = request;
  for (let hop = 0; ; hop += 1) {
    const response = await session.fetch(url, {
      method: request.method,
      purpose: request.purpose,
      redirect: 'manual',
      signal,
      headers: { accept: 'application/json', 'x-api-version': apiVersion, ...request.headers },
      ...(request.body !== undefined && { body: request.body }),
    });
    const next = hop < mostHops ? nextHop(response, request.method, url) : undefined;
    if (next === undefined) return response;
    await response.body?.cancel();
    url = next;
  }
}

// Another host would be handed the access token.
function nextHop(response: Response, method: Outgoing['method'], from: string): string | undefined {
  const { status } = response;
  if (!redirects.has(status) || (method !== 'GET' && !repeatable.has(status))) return undefined;
  const location = response.headers.get('location');
  if (location === null || !URL.canParse(location, from)) return undefined;
  const next = new URL(location, from);
  return next.origin === new URL(from).origin ? next.href : undefined;
}

async function readAnswer(response: Response): Promise<Answer> {
  const text = await response.text();
  const { status, headers } = response;
  try {
    return { status, headers, body: parseJson(text), readable: true };
  } catch {
    return { status, headers, body: text, readable: false };
  }
}

function asLoss(error: unknown, signal: AbortSignal): Error {
  if (error instanceof SyncFailure || error instanceof LostAnswer) return error;
  if (signal.aborted) return new LostAnswer('Clio did not answer in time.', { cause: error });
  if (certainlyNotSent(error)) return new SyncFailure('unreachable', 'Clio could not be reached.', { cause: error });
  return new LostAnswer('The connection to Clio broke before the answer was complete.', { cause: error });
}

const beforeSending: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** Whether the request failed while the connection was being made, so that no byte of it left. */
function certainlyNotSent(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code !== undefined && (beforeSending.has(code) || (code === 'ETIMEDOUT' && syscall === 'connect'))) return true;
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every(certainlyNotSent);
  return error.cause !== undefined && error.cause !== error && certainlyNotSent(error.cause);
}
