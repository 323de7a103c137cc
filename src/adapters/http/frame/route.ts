import { applyDecorators, Delete, Get, HttpCode, Patch, Post, Put, SetMetadata } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { RefusalCode } from '../../../domain/refusals.ts';
import type { Role } from '../../../ports/firm-book.ts';
import type { Caller, FirmCaller, OperatorCaller } from './caller.ts';

/**
 * Who may call a route: anybody; the operator's key; a firm's key of at least this role; or, for a firm's own keys, the
 * operator's key as well as an admin's.
 */
export type Access = 'public' | 'operator-key' | 'admin-or-operator-key' | Role;

/** The whole of a route, declared once: it is served, checked and described in `/openapi.json` by this one value. */
export interface RouteDeclaration {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With parameters as `:name`. */
  readonly path: `/${string}`;
  /** One line in plain words. */
  readonly summary: string;
  readonly access: Access;
  readonly query?: z.ZodType;
  /** A schema of a JSON body, or `bytes` for a body that is streamed to the handler. */
  readonly body?: z.ZodType | 'bytes';
  /** The status of success. */
  readonly status: 200 | 201 | 202 | 204 | 302;
  /** What success answers: a schema of JSON, or another media type. */
  readonly answer?: z.ZodType | `${string}/${string}`;
  /** How the request can be turned down beyond what every route shares. */
  readonly refusals?: readonly RefusalCode[];
  /** The answer shows a secret once, so that it must not be kept to be repeated under an `Idempotency-Key`. */
  readonly shownOnce?: true;
  /** A repeated `PUT` or `GET` honours `If-Match`, and answers carry an `ETag`. */
  readonly etag?: true;
}

type ParameterNames<Path extends string> = Path extends `${infer Head}/${infer Rest}`
  ? ParameterNames<Head> | ParameterNames<Rest>
  : Path extends `:${infer Name}`
    ? Name
    : never;

type CallerOf<Declared extends Access> = Declared extends 'public'
  ? undefined
  : Declared extends 'operator-key'
    ? OperatorCaller
    : Declared extends 'admin-or-operator-key'
      ? Caller
      : FirmCaller;

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

/** What a handler is given: checked, and typed from the declaration. */
export interface Input<Declared extends RouteDeclaration> {
  readonly caller: CallerOf<Declared['access']>;
  readonly params: Readonly<Record<ParameterNames<Declared['path']>, string>>;
  readonly query: Parsed<Declared['query']>;
  /** For a `bytes` body: `undefined`; read it from `request.body`, a Readable. */
  readonly body: Parsed<Declared['body']>;
  readonly request: FastifyRequest;
}

/** Keeps the literal types of a declaration, from which `Input` is computed. */
export function declare<const Declared extends RouteDeclaration>(declaration: Declared): Declared {
  return declaration;
}

const declarationKey = 'casebridge:route';

const verbs = { GET: Get, POST: Post, PUT: Put, PATCH: Patch, DELETE: Delete } as const;

/** Serves a declared route by the decorated method, which takes one parameter, `@Given() input: Input<typeof it>`. */
export function Route(declaration: RouteDeclaration): MethodDecorator {
  return applyDecorators(
    verbs[declaration.method](declaration.path),
    HttpCode(declaration.status),
    SetMetadata(declarationKey, declaration),
    RouteConfig({ bytes: declaration.body === 'bytes' }),
  );
}

/** What was declared for a handler; nothing for one that was written past `Route`. */
export function declarationOf(handler: object): RouteDeclaration | undefined {
  const declared: RouteDeclaration | undefined = Reflect.getMetadata(declarationKey, handler);
  return declared;
}
