import { z } from 'zod';
import { refusals } from '../../../domain/refusals.ts';
import { Problem, statusOf } from './problem.ts';
import type { RouteDeclaration } from './route.ts';
import { SessionCookie } from './session-cookie.ts';

type Json = Record<string, unknown>;

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  // Each schema is named where it is used; the dialect is told once for the whole document.
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    target: 'draft-2020-12',
    unrepresentable: 'any',
  }) as Json;
  return rest;
}

function pathParameters(path: string): Json[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

function queryParameters(query: z.ZodType | undefined): Json[] {
  if (!query) return [];
  const { properties = {}, required = [] } = schemaOf(query, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
}

/** The cookie belongs to a firm's pages; the operator's routes are for programs. */
function takesSession({ access }: RouteDeclaration): boolean {
  return access !== 'public' && access !== 'operator-key';
}

function headerParameters(route: RouteDeclaration): Json[] {
  const text = { type: 'string' };
  return [
    ...(takesSession(route) && route.method !== 'GET'
      ? [{ name: 'X-CSRF-Token', in: 'header', required: false, schema: text, description: 'Needed with the cookie.' }]
      : []),
    ...(route.method === 'POST' && route.access !== 'public' && !route.shownOnce
      ? [{ name: 'Idempotency-Key', in: 'header', required: false, schema: text }]
      : []),
    ...(route.etag && route.method !== 'GET'
      ? [{ name: 'If-Match', in: 'header', required: false, schema: text }]
      : []),
  ];
}

function requestBody({ body }: RouteDeclaration): Json | undefined {
  if (!body) return undefined;
  if (body === 'bytes') return { required: true, content: { '*/*': { schema: { type: 'string', format: 'binary' } } } };
  return { content: { 'application/json': { schema: schemaOf(body, 'input') } } };
}

function success({ answer, status }: RouteDeclaration): Json {
  if (!answer) return { description: status === 302 ? 'Sent on to a page.' : 'Done; nothing to tell.' };
  const content =
    typeof answer === 'string' ? { [answer]: {} } : { 'application/json': { schema: schemaOf(answer, 'output') } };
  return { description: 'Done.', content };
}

function problems(route: RouteDeclaration): Json {
  const byStatus = Map.groupBy(route.refusals ?? [], (code) => String(statusOf(code)));
  const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
  const named = [...byStatus].map(([status, codes]) => [
    status,
    { description: codes.map((code) => `\`${code}\`: ${refusals[code].title}.`).join(' '), content },
  ]);
  return { ...Object.fromEntries(named), default: { description: 'The request was turned down.', content } };
}

function operation(route: RouteDeclaration): Json {
  const body = requestBody(route);
  return {
    summary: route.summary,
    'x-access': route.access,
    security: route.access === 'public' ? [] : [{ key: [] }, ...(takesSession(route) ? [{ session: [] }] : [])],
    parameters: [...pathParameters(route.path), ...queryParameters(route.query), ...headerParameters(route)],
    ...(body ? { requestBody: body } : {}),
    responses: { [route.status]: success(route), ...problems(route) },
  };
}

/** The OpenAPI 3.1 description of the declared routes. */
export function describeRoutes(routes: readonly RouteDeclaration[], serverUrl: string): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Casebridge',
      version: '1',
      description: 'Carries a matter from the intake into the case-management system.',
    },
    servers: [{ url: serverUrl }],
    paths,
    components: {
      schemas: { Problem: schemaOf(Problem, 'output') },
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: new SessionCookie(serverUrl).name },
      },
    },
  };
}
