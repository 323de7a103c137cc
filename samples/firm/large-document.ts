import { Readable } from 'node:stream';
import type { SampleDocument } from './types.ts';

const chunkSize = 64 * 1024;

/** A file too large to be kept in the repository: the same bytes every time, made while they are read. */
export function largeDocument(id: string, filename: string, size: number): SampleDocument {
  return {
    id,
    filename,
    contentType: 'application/octet-stream',
    open: () => Readable.from(bytes(size), { objectMode: false }),
  };
}

/** Unlike zeros, these bytes do not compress, and no two chunks are alike. */
function* bytes(size: number): Generator<Buffer> {
  let state = 0x2545f491;
  for (let sent = 0; sent < size; sent += chunkSize) {
    const words = new Uint32Array(chunkSize / 4);
    for (let at = 0; at < words.length; at += 1) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      words[at] = state >>> 0;
    }
    yield Buffer.from(words.buffer, 0, Math.min(chunkSize, size - sent));
  }
}
