import type { Module } from './read-modules.ts';

/** Each cycle of value imports once, as the paths along it; types are erased and cannot close a cycle. */
export function findCycles(modules: readonly Module[]): string[] {
  const edges = new Map(modules.map((module) => [module.path, valueImportsOf(module)]));
  const state = new Map<string, 'open' | 'done'>();
  const trail: string[] = [];
  const cycles: string[] = [];

  const visit = (path: string): void => {
    if (state.get(path) === 'open') cycles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
    if (state.has(path)) return;
    state.set(path, 'open');
    trail.push(path);
    for (const next of edges.get(path) ?? []) visit(next);
    trail.pop();
    state.set(path, 'done');
  };

  for (const path of edges.keys()) visit(path);
  return cycles;
}

function valueImportsOf(module: Module): string[] {
  return module.imports.filter((one) => one.kind === 'file' && !one.typeOnly).map((one) => one.target);
}
