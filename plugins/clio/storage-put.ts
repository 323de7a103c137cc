import { SyncFailure } from '../../contracts/failures.ts';
import type { Session } from '../../contracts/session.ts';

/** What became of sending bytes to the storage host. `refused`: the address is not (or no longer) good for them. */
export type PutOutcome =
  | { readonly kind: 'stored' }
  | { readonly kind: 'refused'; readonly status: number }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'lost' };

export interface Put {
  readonly url: string;
  /** Exactly these headers are signed. */
  readonly headers: Readonly<Record<string, string>>;
  /** In bytes. */
  readonly length: number;
  readonly open: () => Promise<ReadableStream<Uint8Array>>;
  /** Told how many bytes of this put have left. */
  readonly moved: (bytes: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Streams bytes to a signed address, without ever holding more than a few chunks. Given up when nothing moves for
 * `stallMs`: a large file may take long, a dead connection may not. Throws when the bytes cannot be read.
 */
export async function putBytes(session: Session, put: Put, stallMs: number): Promise<PutOutcome> {
  put.signal.throwIfAborted();
  const stall = new StallWatch(stallMs);
  const source = new WatchedSource(put, stall);
  try {
    const response = await session.openFetch(put.url, {
      method: 'PUT',
      purpose: 'transfer',
      // Any other pair of these two makes the platform's fetch keep a second copy of the whole body for a redirect.
      redirect: 'error',
      window: null,
      signal: AbortSignal.any([put.signal, stall.signal]),
      headers: headersOf(put),
      ...(put.length === 0 ? { body: new Uint8Array(0) } : { body: await source.stream(), duplex: 'half' as const }),
    });
    stall.touch();
    await response.body?.cancel();
    return judge(response.status);
  } catch (error) {
    put.signal.throwIfAborted();
    if (source.failure !== undefined) throw source.failure;
    if (error instanceof SyncFailure) throw error;
    return { kind: 'lost' };
  } finally {
    stall.end();
  }
}

// Storage that is not told the length is sent chunks of unknown number, which it does not take.
function headersOf({ headers, length }: Put): Record<string, string> {
  const named = Object.keys(headers).some((name) => name.toLowerCase() === 'content-length');
  return named ? { ...headers } : { ...headers, 'content-length': String(length) };
}

function judge(status: number): PutOutcome {
  if (status >= 200 && status < 300) return { kind: 'stored' };
  if (status === 413) return { kind: 'too-large' };
  return status >= 500 || status === 408 || status === 429 ? { kind: 'lost' } : { kind: 'refused', status };
}

/** The file's stream, counted and watched; remembers its own failure, which is not the storage host's. */
class WatchedSource {
  failure: Error | undefined;
  readonly #put: Put;
  readonly #stall: StallWatch;

  constructor(put: Put, stall: StallWatch) {
    this.#put = put;
    this.#stall = stall;
  }

  async stream(): Promise<ReadableStream<Uint8Array>> {
    try {
      return ReadableStream.from(this.#chunks(await this.#put.open()));
    } catch (error) {
      throw this.#failed(error);
    }
  }

  async *#chunks(bytes: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
    let count = 0;
    try {
      for await (const chunk of bytes) {
        count += chunk.byteLength;
        if (count > this.#put.length) throw changed();
        this.#stall.touch();
        yield chunk;
        this.#put.moved(count);
      }
      if (count < this.#put.length) throw changed();
    } catch (error) {
      throw this.#failed(error);
    }
  }

  #failed(error: unknown): Error {
    this.failure ??=
      error instanceof SyncFailure
        ? error
        : new SyncFailure('unreadable', 'The file could not be read.', { cause: error });
    return this.failure;
  }
}

function changed(): SyncFailure {
  return new SyncFailure('unreadable', 'The file does not have the size it was announced with.');
}

class StallWatch {
  readonly #stop = new AbortController();
  readonly #ms: number;
  #timer: NodeJS.Timeout;

  constructor(ms: number) {
    this.#ms = ms;
    this.#timer = this.#start();
  }

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  touch(): void {
    clearTimeout(this.#timer);
    this.#timer = this.#start();
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  #start(): NodeJS.Timeout {
    return setTimeout(() => this.#stop.abort(new Error('The storage host took no more bytes.')), this.#ms);
  }
}
