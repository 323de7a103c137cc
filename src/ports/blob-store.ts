/** Facts of a stored blob. `size` in bytes, `sha256` in lower-case hex. */
export interface StoredBlob {
  readonly id: string;
  readonly size: number;
  readonly sha256: string;
}

/** Keeps the intake's bytes, streamed in and out. */
export interface BlobStore {
  /** Stores the whole stream under a new id, or nothing at all when the stream fails. */
  put(bytes: ReadableStream<Uint8Array>): Promise<StoredBlob>;
  /** Throws `BlobMissing` when there is no such blob. `end` is exclusive. */
  open(id: string, range?: { readonly start: number; readonly end: number }): Promise<ReadableStream<Uint8Array>>;
  remove(id: string): Promise<void>;
  /** Throws when the store cannot be used now. */
  check(): Promise<void>;
}

export class BlobMissing extends Error {
  constructor() {
    super('The stored file is missing.');
    this.name = 'BlobMissing';
  }
}
