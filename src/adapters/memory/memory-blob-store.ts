import { createHash } from 'node:crypto';
import { BlobMissing, type BlobStore, type StoredBlob } from '../../ports/blob-store.ts';

/** Bytes in memory, for tests and for a server that keeps nothing. */
export class MemoryBlobStore implements BlobStore {
  private readonly blobs = new Map<string, Uint8Array>();
  private made = 0;

  async put(bytes: ReadableStream<Uint8Array>): Promise<StoredBlob> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of bytes) chunks.push(chunk);
    const whole = new Uint8Array(Buffer.concat(chunks));
    this.made += 1;
    const id = `blob-${this.made}`;
    this.blobs.set(id, whole);
    return { id, size: whole.length, sha256: createHash('sha256').update(whole).digest('hex') };
  }

  async open(
    id: string,
    range?: { readonly start: number; readonly end: number },
  ): Promise<ReadableStream<Uint8Array>> {
    const whole = this.blobs.get(id);
    if (!whole) throw new BlobMissing();
    const { start, end } = range ?? { start: 0, end: whole.length };
    if (start < 0 || start > end || end > whole.length) throw new RangeError('The range lies outside the blob.');
    const part = whole.slice(start, end);
    return new ReadableStream({
      start: (controller) => {
        if (part.length > 0) controller.enqueue(part);
        controller.close();
      },
    });
  }

  async remove(id: string): Promise<void> {
    this.blobs.delete(id);
  }

  async check(): Promise<void> {}

  /** How many blobs there are. */
  get count(): number {
    return this.blobs.size;
  }
}
