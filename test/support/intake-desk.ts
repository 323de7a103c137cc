import { ManualClock } from '../../src/adapters/memory/manual-clock.ts';
import { MemoryBlobStore } from '../../src/adapters/memory/memory-blob-store.ts';
import { openMemoryStorage } from '../../src/adapters/memory/memory-storage.ts';
import { IntakeDesk } from '../../src/intake/intake-desk.ts';

/** A desk in memory on a clock that stands still. */
export function newDesk() {
  const clock = new ManualClock();
  const storage = openMemoryStorage({ clock });
  const blobs = new MemoryBlobStore();
  return { clock, storage, blobs, desk: new IntakeDesk({ storage, blobs, clock }) };
}

export function streamOf(...chunks: readonly (string | Uint8Array)[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: (controller) => {
      for (const chunk of chunks)
        controller.enqueue(typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk);
      controller.close();
    },
  });
}

/** Gives one chunk and then fails. */
export function brokenStream(error: Error): ReadableStream<Uint8Array> {
  let given = false;
  return new ReadableStream({
    pull: (controller) => {
      if (given) controller.error(error);
      else controller.enqueue(new Uint8Array([1, 2, 3]));
      given = true;
    },
  });
}

export async function textOf(stream: ReadableStream<Uint8Array>): Promise<string> {
  return new Response(stream).text();
}
