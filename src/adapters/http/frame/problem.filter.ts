import { Catch, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SyncFailure } from '../../../../contracts/failures.ts';
import { HttpLog } from './http-log.ts';
import { problemOf } from './problem.ts';

/** Turns whatever was thrown into `application/problem+json`. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(HttpLog) private readonly log: HttpLog) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    const { problem, internal } = problemOf(error);
    if (internal) this.log.unexpected(http.getRequest<FastifyRequest>(), error);
    if (problem.status === 401) void reply.header('www-authenticate', 'Bearer');
    if (error instanceof SyncFailure && error.until !== undefined)
      void reply.header('retry-after', new Date(error.until).toUTCString());
    // As bytes: to a text the server would add a charset, which this media type does not have.
    void reply
      .status(problem.status)
      .type('application/problem+json')
      .send(Buffer.from(JSON.stringify(problem)));
  }
}
