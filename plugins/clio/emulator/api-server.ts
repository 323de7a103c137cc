import { buffer } from 'node:stream/consumers';
import { json } from './answer.ts';
import type { Answer } from './answer.ts';
import type { Api } from './api.ts';
import type { Clock } from './clock.ts';
import type { Delivery } from './delivery.ts';
import { errorBody } from './errors.ts';
import type { Faults } from './faults.ts';
import type { LogEntry, RequestLog } from './log.ts';
import type { OAuth } from './oauth.ts';
import { headersOf, urlOf } from './server.ts';
import type { Handler } from './server.ts';

interface Parts {
  readonly api: Api;
  readonly oauth: OAuth;
  readonly log: RequestLog;
  readonly faults: Faults;
  readonly delivery: Delivery;
  readonly clock: Clock;
}

const isForm = (headers: Readonly<Record<string, string>>): boolean =>
  (headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');

function logged(text: string, headers: Readonly<Record<string, string>>): unknown {
  if (text === '') return null;
  if (isForm(headers)) return Object.fromEntries(new URLSearchParams(text));
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** The host of the API and of OAuth. */
export const apiHandler =
  (parts: Parts): Handler =>
  async (request, response) => {
    const text = (await buffer(request)).toString('utf8');
    const [url, headers] = [urlOf(request), headersOf(request)];
    const host = url.pathname.startsWith('/oauth/') ? 'oauth' : 'api';
    const entry = parts.log.open({
      host,
      method: request.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      headers,
      at: parts.clock.now(),
      body: logged(text, headers),
    });
    await parts.log.announce('arrival', entry);
    const act = (): Answer =>
      guarded(() => (host === 'oauth' ? askOAuth(parts, entry, text) : parts.api.handle({ entry, url, body: text })));
    await parts.delivery.deliver({ entry, request, response, fault: parts.faults.take(entry), act });
    await parts.log.announce('answer', entry);
  };

function askOAuth(parts: Parts, entry: LogEntry, text: string): Answer {
  const form = isForm(entry.headers) ? new URLSearchParams(text) : null;
  return parts.oauth.handle({
    method: entry.method,
    path: entry.path,
    query: entry.query,
    form,
    authorization: entry.headers['authorization'],
  });
}

// A mistake of the emulator itself must not look like anything the service would say.
function guarded(work: () => Answer): Answer {
  try {
    return work();
  } catch (error) {
    return json(
      500,
      errorBody('EmulatorDefect', error instanceof Error ? (error.stack ?? error.message) : String(error)),
    );
  }
}
