import type { IncomingMessage, ServerResponse } from 'node:http';
import { fastify } from 'fastify';
import type { FastifyInstance } from 'fastify';

/** Answers one request on the bare Node objects. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** A running server and the port it got. */
export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

// Taken over before Fastify looks at the body: the API reads bodies whole, storage streams them, a fault may read none.
function bare(handler: Handler): FastifyInstance {
  const app = fastify({ forceCloseConnections: true, routerOptions: { maxParamLength: 20_000 } });
  app.addHook('onRequest', async (request, reply) => {
    reply.hijack();
    // What remains to go wrong here is a client that left while its body was read.
    await handler(request.raw, reply.raw).catch(() => request.raw.socket.destroy());
  });
  return app;
}

export async function listen(handler: Handler, host: string, port: number): Promise<Listening> {
  const app = bare(handler);
  await app.listen({ host, port });
  const address = app.server.address();
  if (address === null || typeof address === 'string') throw new Error('the emulator has no port');
  return { port: address.port, close: () => app.close() };
}

/** Request headers with one text each, names in lower case. */
export const headersOf = (request: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );

/** The address as the client wrote it. */
export const urlOf = (request: IncomingMessage): URL =>
  new URL(request.url ?? '/', `http://${request.headers.host ?? 'localhost'}`);
