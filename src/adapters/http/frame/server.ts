import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import cookie from '@fastify/cookie';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { servePages } from '../pages/serve-pages.ts';
import type { HttpLog } from './http-log.ts';
import { readBodies } from './json-body.ts';

/** A caller's own request id is kept where it is harmless, so that a request can be followed through several systems. */
function requestIdOf(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w.-]{1,100}$/.test(given) ? given : randomUUID();
}

/**
 * The HTTP server that Nest serves on: bodies, cookies, request ids, the request log, and the pages where there is a
 * folder of them.
 */
export function createServer(log: HttpLog, pages?: string): FastifyAdapter {
  const adapter = new FastifyAdapter({
    genReqId: requestIdOf,
    // A HEAD route beside each GET one would be a route that is declared nowhere.
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength: 500 },
    // An event stream never ends by itself and would hold up the end of the process.
    forceCloseConnections: true,
  });
  const instance = adapter.getInstance<FastifyInstance>();
  void instance.register(cookie);
  readBodies(instance);
  instance.addHook('onRequest', async (request, reply) => {
    void reply
      .header('x-request-id', request.id)
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'no-store');
  });
  instance.addHook('onResponse', async (request, reply) => log.answered(request, reply));
  if (pages !== undefined) servePages(instance, pages);
  return adapter;
}
