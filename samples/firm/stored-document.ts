import { createReadStream, existsSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import type { SampleDocument } from './types.ts';

const contentTypes: Readonly<Record<string, string>> = {
  '.pdf': 'application/pdf',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.jpg': 'image/jpeg',
  '.eml': 'message/rfc822',
  '.txt': 'text/plain; charset=utf-8',
};

/** The built code runs from `dist`, where the files are not, so they are looked for from the package's root. */
function packageRoot(from: string): string {
  if (existsSync(join(from, 'package.json'))) return from;
  const parent = dirname(from);
  if (parent === from)
    throw new Error('the sample files lie in samples/firm/files of the package, which was not found');
  return packageRoot(parent);
}

const folder = join(packageRoot(import.meta.dirname), 'samples', 'firm', 'files');

/** A document whose bytes are a file in `files/`; the client may have called it anything else. */
export function storedDocument(id: string, file: string, filename: string = file): SampleDocument {
  const contentType = contentTypes[extname(file)] ?? 'application/octet-stream';
  return { id, filename, contentType, open: () => createReadStream(join(folder, file)) };
}
