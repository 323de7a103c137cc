import type { Type } from '@nestjs/common';
import { MetadataScanner } from '@nestjs/core';
import { declarationOf, type RouteDeclaration } from './route.ts';

function routesOfController(controller: Type): RouteDeclaration[] {
  const prototype: Record<string, unknown> = controller.prototype;
  return new MetadataScanner()
    .getAllMethodNames(prototype)
    .map((name) => prototype[name])
    .flatMap((handler) => (typeof handler === 'function' ? (declarationOf(handler) ?? []) : []));
}

/** What the controllers' methods declare. */
export function declaredRoutes(controllers: readonly Type[]): RouteDeclaration[] {
  return controllers.flatMap(routesOfController);
}
