import { createHash, type Hash } from 'node:crypto';
import type { DocumentContent } from '../ports/document-syncer.ts';

const chunkSize = 64 * 1024;

/** Bytes that differ at every place, made as they are read, so that a large file needs no memory. */
export class GeneratedContent implements DocumentContent {
  readonly size: number;
  readonly contentType = 'application/octet-stream';
  readonly #seed: number;
  /** How often it was opened. */
  opened = 0;

  constructor(size: number, seed = 1) {
    this.size = size;
    this.#seed = seed;
  }

  open(
    range: { readonly start: number; readonly end: number } = { start: 0, end: this.size },
  ): Promise<ReadableStream<Uint8Array>> {
    this.opened += 1;
    let at = range.start;
    const stream = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        if (at >= range.end) return controller.close();
        const end = Math.min(range.end, (Math.floor(at / chunkSize) + 1) * chunkSize);
        controller.enqueue(this.#bytes(at, end));
        at = end;
      },
    });
    return Promise.resolve(stream);
  }

  /** Lower-case hex. */
  sha256(): string {
    const hash: Hash = createHash('sha256');
    for (let at = 0; at < this.size; at += chunkSize) hash.update(this.#bytes(at, Math.min(this.size, at + chunkSize)));
    return hash.digest('hex');
  }

  // Each chunk begins with its own number, so that parts put together in another order have another digest.
  #bytes(start: number, end: number): Uint8Array {
    const chunk = Math.floor(start / chunkSize);
    const bytes = new Uint8Array(chunkSize).fill((this.#seed * 31 + chunk) % 251);
    new DataView(bytes.buffer).setUint32(0, chunk * 7919 + this.#seed);
    return bytes.slice(start - chunk * chunkSize, end - chunk * chunkSize);
  }
}
