import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';

/**
 * What the log says about requests. Never headers, bodies or query strings: they carry keys, people and the vendors'
 * codes. The route is logged as it was declared, without the ids in it.
 */
export class HttpLog {
  constructor(private readonly logger: Logger) {}

  answered(request: FastifyRequest, reply: FastifyReply): void {
    const facts = {
      requestId: request.id,
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      ...(request.caller?.by === 'firm' ? { firmId: request.caller.firmId, keyId: request.caller.keyId } : {}),
    };
    this.logger[request.url.startsWith('/health') ? 'debug' : 'info'](facts, 'answered');
  }

  unexpected(request: FastifyRequest, error: unknown): void {
    this.logger.error(
      { requestId: request.id, method: request.method, route: request.routeOptions.url, err: error },
      'request failed',
    );
  }
}
