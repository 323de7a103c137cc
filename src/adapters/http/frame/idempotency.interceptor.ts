import { createHash } from 'node:crypto';
import { Inject, Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { catchError, concatMap, from, map, of, throwError, type Observable } from 'rxjs';
import { Refused } from '../../../domain/refusals.ts';
import type { RememberedAnswer } from '../../../ports/idempotency-book.ts';
import { RepeatedRequests } from './repeated-requests.ts';
import { declarationOf } from './route.ts';

function keyOf(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw new Refused('invalid-request', 'An Idempotency-Key is 1 to 255 visible ASCII characters.');
  }
  return key;
}

/** The same answer to the same `POST` under the same `Idempotency-Key`, for 24 hours. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(@Inject(RepeatedRequests) private readonly repeated: RepeatedRequests) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const declaration = declarationOf(context.getHandler());
    const { caller } = request;
    if (declaration?.method !== 'POST' || declaration.shownOnce || !caller) return next.handle();
    const key = keyOf(request);
    if (key === undefined) return next.handle();
    const route = `POST ${request.url.split('?')[0] ?? ''}`;
    const asked = {
      firmId: caller.by === 'firm' ? caller.firmId : 'operator',
      route,
      key,
      bodyDigest: digestOfBody(request.body),
    };
    return this.once(asked, declaration.status, http.getResponse<FastifyReply>(), next);
  }

  private once(
    asked: Pick<RememberedAnswer, 'firmId' | 'route' | 'key' | 'bodyDigest'>,
    status: number,
    reply: FastifyReply,
    next: CallHandler,
  ): Observable<unknown> {
    return from(this.repeated.begin(asked)).pipe(
      concatMap((earlier) => {
        if (earlier) {
          void reply.header('idempotency-replayed', 'true');
          return of(earlier.body);
        }
        return next.handle().pipe(
          concatMap((body: unknown) => from(this.repeated.finish(asked, status, body)).pipe(map(() => body))),
          catchError((error: unknown) =>
            from(this.repeated.abandon(asked)).pipe(concatMap(() => throwError(() => error))),
          ),
        );
      }),
    );
  }
}

function digestOfBody(body: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(body) ?? '')
    .digest('hex');
}
