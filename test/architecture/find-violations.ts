import { type Layer, layers, testAllowances } from './import-rule.ts';
import { capture, type Captures, matchesAny } from './path-pattern.ts';
import type { Import, Module } from './read-modules.ts';

interface Place {
  readonly layer: Layer;
  readonly captures: Captures;
}

/** One sentence for each import that breaks the rule; a file that no layer holds is itself a violation. */
export function findViolations(modules: readonly Module[]): string[] {
  return modules.flatMap((module) => {
    const place = placeOf(module.path);
    if (place === undefined) return [`${module.path} lies in no layer of the rule`];
    return module.imports
      .filter((one) => !isAllowed(one, place) && !isAllowedToTests(one, module.path))
      .map((one) => `${place.layer.name}: ${module.path} may not import ${describe(one)}`);
  });
}

function placeOf(path: string): Place | undefined {
  for (const layer of layers) {
    for (const pattern of layer.from) {
      const captures = capture(pattern, path);
      if (captures !== undefined) return { layer, captures };
    }
  }
  return undefined;
}

function isAllowed(one: Import, { layer, captures }: Place): boolean {
  if (one.kind === 'computed') return layer.mayImportByName === true;
  if (one.kind === 'package') return isPackageAllowed(one, layer);
  if (matchesAny(layer.mayImport, one.target, captures)) return true;
  return one.typeOnly && matchesAny(layer.typesOnly ?? [], one.target, captures);
}

function isPackageAllowed({ target, typeOnly }: Import, { packages }: Layer): boolean {
  if (matchesAny(packages.forbidden ?? [], target)) return false;
  if (packages.allowed === 'any' || matchesAny(packages.allowed, target)) return true;
  return typeOnly && matchesAny(packages.typesOnly ?? [], target);
}

function isAllowedToTests(one: Import, path: string): boolean {
  if (!/\.(test|fixture)\.ts$/.test(path) || one.kind === 'computed') return false;
  return testAllowances
    .filter((allowance) => matchesAny(allowance.from, path))
    .some((allowance) => matchesAny(one.kind === 'file' ? allowance.mayImport : allowance.packages, one.target));
}

function describe(one: Import): string {
  if (one.kind === 'computed') return `by a computed name (${one.target})`;
  return one.typeOnly ? `${one.target} (type)` : one.target;
}
