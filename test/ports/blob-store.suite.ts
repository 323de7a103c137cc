import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BlobMissing, type BlobStore } from '../../src/ports/blob-store.ts';
import { brokenStream, streamOf } from '../support/intake-desk.ts';

async function bytesOf(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

interface Opened {
  readonly store: BlobStore;
  /** Names of everything that is stored now. */
  readonly stored: () => Promise<readonly string[]>;
}

/** Everything that the blob store port promises. */
export function describeBlobStore(name: string, open: () => Promise<Opened>): void {
  describe(`blob store: ${name}`, () => {
    it('gives back the bytes, whole and in any range, and tells size and SHA-256', async () => {
      const { store } = await open();
      const chunks = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 4 });
      await fc.assert(
        fc.asyncProperty(chunks, fc.nat(), fc.nat(), async (parts, a, b) => {
          const whole = new Uint8Array(Buffer.concat(parts));
          const blob = await store.put(streamOf(...parts));
          expect(blob.size).toBe(whole.length);
          expect(blob.sha256).toBe(createHash('sha256').update(whole).digest('hex'));
          expect(await bytesOf(await store.open(blob.id))).toEqual(whole);
          const [start, end] = [a % (whole.length + 1), b % (whole.length + 1)].toSorted((x, y) => x - y);
          const range = { start: start!, end: end! };
          expect(await bytesOf(await store.open(blob.id, range))).toEqual(whole.slice(range.start, range.end));
        }),
        { numRuns: 30 },
      );
    });

    it('stores equal bytes as blobs of their own', async () => {
      const { store } = await open();
      const [one, two] = [await store.put(streamOf('same')), await store.put(streamOf('same'))];
      await store.remove(one.id);
      await store.remove(one.id);
      expect(Buffer.from(await bytesOf(await store.open(two.id))).toString()).toBe('same');
      await expect(store.open(one.id)).rejects.toBeInstanceOf(BlobMissing);
    });

    it('leaves nothing behind when the stream fails', async () => {
      const { store, stored } = await open();
      const failure = new Error('broke off');
      await expect(store.put(brokenStream(failure))).rejects.toBe(failure);
      expect(await stored()).toEqual([]);
    });

    it('refuses a range outside the blob', async () => {
      const { store } = await open();
      const { id } = await store.put(streamOf('four'));
      for (const range of [
        { start: 0, end: 5 },
        { start: 3, end: 2 },
        { start: -1, end: 2 },
      ]) {
        await expect(store.open(id, range)).rejects.toBeInstanceOf(RangeError);
      }
    });

    it('knows no blob that it did not store', async () => {
      const { store } = await open();
      for (const id of ['nothing', '../secret', '', 'a'.repeat(36)]) {
        await expect(store.open(id)).rejects.toBeInstanceOf(BlobMissing);
      }
    });

    it('checks itself without leaving a trace', async () => {
      const { store, stored } = await open();
      await store.check();
      expect(await stored()).toEqual([]);
    });

    it('goes on with its work when a reader stops half-way', async () => {
      const { store } = await open();
      const { id } = await store.put(streamOf(new Uint8Array(300_000)));
      const reader = (await store.open(id)).getReader();
      await reader.read();
      await reader.cancel();
      expect(await bytesOf(await store.open(id))).toHaveLength(300_000);
    });
  });
}
