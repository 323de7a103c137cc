import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refused } from '../../../domain/refusals.ts';

/** Far above the longest note a person writes, far below what would trouble the memory. */
const longestBody = 2 * 1024 * 1024;

async function textOf(payload: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of payload as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > longestBody) throw new Refused('body-too-large', `A JSON body may be ${longestBody} bytes long.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

async function jsonOf(request: FastifyRequest, payload: Readable): Promise<unknown> {
  const text = await textOf(payload);
  if (text === '') return undefined;
  if (!/^application\/([\w.+-]+\+)?json\b/i.test(request.headers['content-type'] ?? '')) {
    throw new Refused('invalid-request', 'The body must be sent with Content-Type: application/json.');
  }
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new Refused('malformed-json', error instanceof Error ? `The body is not JSON: ${error.message}` : undefined);
  }
}

/** What `Route` told the server of a route. */
function takesBytes(config: object): boolean {
  return 'bytes' in config && config.bytes === true;
}

/**
 * Reads bodies: as a stream where the route declares bytes, as JSON everywhere else. One parser for every content type,
 * because a document that is itself a JSON file comes with the content type of one.
 */
export function readBodies(instance: FastifyInstance): void {
  instance.removeAllContentTypeParsers();
  instance.addContentTypeParser('*', async (request: FastifyRequest, payload: Readable) =>
    takesBytes(request.routeOptions.config) ? payload : jsonOf(request, payload),
  );
}
