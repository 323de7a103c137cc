import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Refused } from '../../../domain/refusals.ts';
import { problemsOf } from './field-problems.ts';
import { declarationOf, type Input, type RouteDeclaration } from './route.ts';

type AnyRequest = FastifyRequest<{ Params: Record<string, string> }>;

function parse(schema: z.ZodType, value: unknown, what: string): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new Refused('invalid-request', `The ${what} does not have the expected form.`, problemsOf(result.error));
}

function inputOf(declaration: RouteDeclaration, request: AnyRequest): Input<RouteDeclaration> {
  const { query, body } = declaration;
  return {
    caller: request.caller,
    params: request.params,
    query: query && parse(query, request.query, 'query'),
    // A left-out body is judged as an empty one, so that a body whose keys are all optional may be left out.
    body: body && body !== 'bytes' ? parse(body, request.body ?? {}, 'body') : undefined,
    request,
  };
}

/** Hands the handler its checked `Input`; what does not fit the declaration is refused before the handler runs. */
export const Given = createParamDecorator((_: unknown, context: ExecutionContext): Input<RouteDeclaration> => {
  const declaration = declarationOf(context.getHandler());
  if (!declaration) throw new Error(`${context.getHandler().name} has no declared route.`);
  return inputOf(declaration, context.switchToHttp().getRequest<AnyRequest>());
});
