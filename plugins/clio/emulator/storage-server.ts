import type { IncomingMessage } from 'node:http';
import { empty } from './answer.ts';
import type { Answer } from './answer.ts';
import type { Clock } from './clock.ts';
import type { Delivery } from './delivery.ts';
import type { Faults } from './faults.ts';
import type { RequestLog } from './log.ts';
import type { StoredObject } from './object-store.ts';
import { headersOf, urlOf } from './server.ts';
import type { Handler } from './server.ts';
import { objectKey } from './storage.ts';
import type { Denial, Storage } from './storage.ts';

interface Parts {
  readonly storage: Storage;
  readonly log: RequestLog;
  readonly faults: Faults;
  readonly delivery: Delivery;
  readonly clock: Clock;
}

const WORKLESS = new Set(['reset-before', 'status-before']);

const xml = (denial: Denial): Answer => ({
  status: denial.status,
  headers: { 'content-type': 'application/xml' },
  body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${denial.code}</Code><Message>${denial.message}</Message></Error>`,
});

/** The storage host. It knows nothing of tokens, only of addresses that carry their own signature. */
export const storageHandler =
  (parts: Parts): Handler =>
  async (request, response) => {
    const [url, headers] = [urlOf(request), headersOf(request)];
    const { log, storage } = parts;
    const entry = log.open({
      host: 'storage',
      method: request.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      headers,
      at: parts.clock.now(),
      body: null,
    });
    await log.announce('arrival', entry);
    const fault = parts.faults.take(entry);
    let act = (): Answer => xml({ status: 405, code: 'MethodNotAllowed', message: 'The method is not allowed' });
    if (entry.method === 'GET') act = () => read(storage, url, headers);
    if (entry.method === 'PUT' && !WORKLESS.has(fault?.kind ?? '')) {
      const received = await receive(storage, request, url, headers);
      if (received === null) return;
      if ('sha256' in received) entry.body = { size: received.size, sha256: received.sha256 };
      act = () => ('sha256' in received ? keep(storage, url, headers, received) : xml(received));
    }
    await parts.delivery.deliver({ entry, request, response, fault, act });
    await log.announce('answer', entry);
  };

type Headers = Readonly<Record<string, string>>;

// Bytes sent in chunks of unknown total are what this kind of storage turns away.
function refusal(storage: Storage, url: URL, headers: Headers): Denial | null {
  const denial = storage.check('PUT', url, headers);
  if (denial) return denial;
  if (headers['transfer-encoding'] !== undefined) {
    return { status: 501, code: 'NotImplemented', message: 'Transfer-Encoding is not implemented' };
  }
  const missing = headers['content-length'] === undefined;
  return missing ? { status: 411, code: 'MissingContentLength', message: 'Content-Length is required' } : null;
}

/** The bytes, or why they are refused; null when the sender went away in the middle. */
async function receive(
  storage: Storage,
  request: IncomingMessage,
  url: URL,
  headers: Headers,
): Promise<StoredObject | Denial | null> {
  const denial = refusal(storage, url, headers);
  try {
    if (!denial) return await storage.objects.receive(request, objectKey(url)?.part !== null);
    request.resume();
    if (!request.readableEnded) await new Promise((resolve) => request.once('close', resolve).once('end', resolve));
    return denial;
  } catch {
    return null;
  }
}

function keep(storage: Storage, url: URL, headers: Headers, object: StoredObject): Answer {
  const key = objectKey(url);
  if (!key) return xml({ status: 404, code: 'NoSuchBucket', message: 'There is no such bucket' });
  if (headers['content-md5'] !== undefined && headers['content-md5'] !== object.md5) {
    return xml({ status: 400, code: 'BadDigest', message: 'The Content-MD5 does not match what was received' });
  }
  storage.objects.put(key.uuid, key.part, object);
  return empty(200, { etag: `"${Buffer.from(object.md5, 'base64').toString('hex')}"` });
}

function read(storage: Storage, url: URL, headers: Headers): Answer {
  const denial = storage.check('GET', url, headers);
  if (denial) return xml(denial);
  const object = storage.objects.get(objectKey(url)?.uuid ?? '');
  if (!object?.bytes) return xml({ status: 404, code: 'NoSuchKey', message: 'The bytes are not kept' });
  return { status: 200, headers: { 'content-type': 'application/octet-stream' }, body: object.bytes };
}
