import 'reflect-metadata';
import { declaredRoutes } from '../adapters/http/frame/declared-routes.ts';
import { describeRoutes } from '../adapters/http/frame/openapi.ts';
import { controllers } from '../adapters/http/http.module.ts';

/** What a running server answers at `/openapi.json`, as text, without one. */
export function describeApi(): string {
  return `${JSON.stringify(describeRoutes(declaredRoutes(controllers), '/'), undefined, 2)}\n`;
}
