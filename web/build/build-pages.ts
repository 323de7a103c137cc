import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build } from 'vite';

const web = join(import.meta.dirname, '..');
const mark = join(web, 'dist', '.built-from');

/** Of everything that the pages are made from: a time stamp would be new after each checkout. */
function digestOfSources(): string {
  const digest = createHash('sha256').update(readFileSync(join(web, '..', 'package-lock.json')));
  for (const path of globSync('**/*.{ts,tsx,css,html,svg}', { cwd: web, exclude: ['dist/**'] }).toSorted())
    digest
      .update(path)
      .update('\0')
      .update(readFileSync(join(web, path)));
  return digest.digest('hex');
}

/** Once here instead of with every answer. */
function compressAssets(): void {
  const assets = join(web, 'dist', 'assets');
  for (const path of globSync('*.{js,css,svg}', { cwd: assets })) {
    const bytes = readFileSync(join(assets, path));
    writeFileSync(join(assets, `${path}.br`), brotliCompressSync(bytes));
    writeFileSync(join(assets, `${path}.gz`), gzipSync(bytes));
  }
}

/** Builds the pages, unless those that are there were made from the same sources. */
async function buildPages(): Promise<void> {
  const digest = digestOfSources();
  if (existsSync(mark) && readFileSync(mark, 'utf8') === digest) return;
  await build({ configFile: join(web, 'vite.config.ts'), logLevel: 'warn' });
  compressAssets();
  writeFileSync(mark, digest);
}

await buildPages();
