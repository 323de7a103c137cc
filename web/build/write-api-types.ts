import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '..', 'api');
const described = readFileSync(join(folder, 'openapi.json'), 'utf8');
const types = join(folder, 'schema.d.ts');
const mark = `// Made from openapi.json by npm run api-types; ${createHash('sha256').update(described).digest('hex')}\n`;

/** Writes the types of the HTTP API, unless those that are there are of the same description. */
async function write(): Promise<void> {
  if (existsSync(types) && readFileSync(types, 'utf8').startsWith(mark)) return;
  const compiler = new URL('typescript-api.ts', import.meta.url).href;
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'typescript'
        ? { url: compiler, format: 'module-typescript', shortCircuit: true }
        : next(specifier, context),
  });
  const { default: typesOf, astToString } = await import('openapi-typescript');
  writeFileSync(types, mark + astToString(await typesOf(described, { alphabetize: true })));
}

await write();
