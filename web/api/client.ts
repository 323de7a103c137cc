import createClient from 'openapi-fetch';
import { problemIn, unreachable } from './problem.ts';
import type { paths } from './schema.d.ts';

/** The token that writes carry. It lives in memory only; a reloaded page asks for it again. */
let csrfToken = '';

export function useToken(token: string): void {
  csrfToken = token;
}

function withToken(request: Request): Request {
  if (request.method !== 'GET') request.headers.set('X-CSRF-Token', csrfToken);
  return request;
}

async function reach(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    throw unreachable(error);
  }
}

async function isTokenStale(response: Response): Promise<boolean> {
  if (response.status !== 403) return false;
  const { code } = problemIn(403, await response.clone().json());
  return code === 'csrf-token-invalid';
}

/** Somebody who signed in anew in another tab has another token there; the cookie is shared, the memory is not. */
async function send(request: Request): Promise<Response> {
  const again = request.clone();
  const response = await reach(withToken(request));
  if (!(await isTokenStale(response))) return response;
  const session = await reach(new Request('/v1/session'));
  if (!session.ok) return response;
  const { csrfToken: fresh }: { csrfToken: string } = await session.json();
  useToken(fresh);
  return reach(withToken(again));
}

export const api = createClient<paths>({ baseUrl: location.origin, fetch: send });

/** The data of an answer. Throws `ApiProblem` for every other. */
export async function answer<Data>(
  asked: Promise<{ data?: Data | undefined; error?: unknown; response: Response }>,
): Promise<Data> {
  const { data, error, response } = await asked;
  if (!response.ok) throw problemIn(response.status, error);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- 204 has no data, and its type says so.
  return data as Data;
}
