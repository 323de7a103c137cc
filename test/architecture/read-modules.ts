import { globSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { posix, resolve } from 'node:path';
import { parseSync, Visitor, type Program } from 'oxc-parser';

export interface Import {
  readonly kind: 'file' | 'package' | 'computed';
  /** A path from the repository's root, a package name, or the source text of a computed import. */
  readonly target: string;
  readonly typeOnly: boolean;
}

export interface Module {
  readonly path: string;
  readonly source: string;
  readonly program: Program;
  readonly imports: readonly Import[];
}

const root = resolve(import.meta.dirname, '../..');
/** Made by a program: nobody reads it, so nobody has to be spared its length. */
const generated = 'web/api/schema.d.ts';
const roots = '{contracts,src,plugins,samples,test,bench,web}/**/*.{ts,tsx}';

export function readModules(): Module[] {
  const paths = globSync(roots, { cwd: root, exclude: ['**/node_modules/**', '**/dist/**', generated] });
  return paths.toSorted().map((path) => parseModule(path, readFileSync(resolve(root, path), 'utf8')));
}

export function parseModule(path: string, source: string): Module {
  const { program, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  return { path, source, program, imports: importsOf(path, source, program) };
}

function importsOf(path: string, source: string, program: Program): Import[] {
  const found: Import[] = [];
  const note = (specifier: string, typeOnly: boolean): unknown => found.push(resolveImport(path, specifier, typeOnly));
  new Visitor({
    ImportDeclaration: (node) => note(node.source.value, node.importKind === 'type'),
    ExportAllDeclaration: (node) => note(node.source.value, node.exportKind === 'type'),
    ExportNamedDeclaration: (node) => node.source && note(node.source.value, node.exportKind === 'type'),
    TSImportType: (node) => note(node.source.value, true),
    TSExternalModuleReference: (node) => note(node.expression.value, false),
    ImportExpression: ({ source: name }) => {
      if (name.type === 'Literal' && typeof name.value === 'string') note(name.value, false);
      else found.push({ kind: 'computed', target: source.slice(name.start, name.end), typeOnly: false });
    },
  }).visit(program);
  return found;
}

function resolveImport(from: string, specifier: string, typeOnly: boolean): Import {
  if (specifier.startsWith('.')) {
    return { kind: 'file', target: posix.join(posix.dirname(from), specifier), typeOnly };
  }
  return { kind: 'package', target: packageName(specifier), typeOnly };
}

/** Built-ins keep their whole name, because `node:stream` and `node:stream/web` are told apart by the rule. */
function packageName(specifier: string): string {
  if (isBuiltin(specifier)) return specifier.startsWith('node:') ? specifier : `node:${specifier}`;
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}
