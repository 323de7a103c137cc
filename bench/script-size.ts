import { readdir, readFile } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Finding } from './report.ts';

const assets = resolve(import.meta.dirname, '../../web/dist/assets');

const kinds = [
  { extension: '.js', name: 'script' },
  { extension: '.css', name: 'styles' },
] as const;

/** What a browser fetches at the first visit, beside the page itself; packed as the server packs it. */
export async function scriptSize(): Promise<Finding> {
  const names = await readdir(assets);
  const rows = await Promise.all(
    kinds.map(async ({ extension, name }) => {
      const files = await Promise.all(
        names.filter((file) => extname(file) === extension).map((file) => readFile(join(assets, file))),
      );
      const bytes = (pack: (file: Buffer) => Buffer) => files.reduce((sum, file) => sum + pack(file).length, 0);
      return [name, files.length, bytes((file) => file), bytes(gzipSync), bytes(brotliCompressSync)] as const;
    }),
  );
  return {
    title: 'What the pages send to a browser',
    how: 'All scripts and styles of the pages, in bytes; a browser takes the smallest that it can read, and keeps it.',
    heads: ['what', 'files', 'as it is', 'gzip', 'brotli'],
    rows,
    broken: rows.filter(([, files]) => files === 0).map(([name]) => `There is no ${name} in web/dist.`),
  };
}
