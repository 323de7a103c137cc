import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The built code runs from `dist` and the tests from the source; the pages lie at the package's root for both. */
function packageRoot(from: string): string {
  if (existsSync(join(from, 'package.json'))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error('The package of Casebridge was not found.');
  return packageRoot(parent);
}

/** Where the built pages lie; `undefined` when they have not been built. */
export function pagesFolder(): string | undefined {
  const folder = join(packageRoot(import.meta.dirname), 'web', 'dist');
  return existsSync(join(folder, 'index.html')) ? folder : undefined;
}
