import type { DocumentFacts, Draft, TargetRecord } from '../objects/target.ts';
import type { Ticket, WriteOutcome } from '../outcomes.ts';
import type { CreateOptions, ObjectSyncer } from './object-syncer.ts';

/** The bytes of one document, opened as often as the transfer needs them. */
export interface DocumentContent extends DocumentFacts {
  /** A fresh stream from `start` (inclusive, default 0) to `end` (exclusive, default `size`), in bytes. */
  open(range?: { readonly start: number; readonly end: number }): Promise<ReadableStream<Uint8Array>>;
}

/** Documents are made first and filled afterwards: `create` answers `accepted`, `transfer` moves the bytes. */
export interface DocumentSyncer extends Omit<ObjectSyncer, 'create'> {
  readonly kind: 'document';
  create(draft: Draft, options: CreateOptions & { readonly content: DocumentFacts }): Promise<WriteOutcome>;
  /** Makes a new, still empty version of an existing document: `accepted`. */
  addVersion(read: TargetRecord, draft: Draft, content: DocumentFacts): Promise<WriteOutcome>;
  /**
   * Moves the bytes and closes the upload. May be called again after any failure, with or without the ticket of an
   * earlier call: it looks first and goes on where the target stands. `moved` is told the bytes that have arrived.
   * Answers `applied`, `unchanged` (all was there), `rejected`, `cannot-converge`, or `unknown`.
   */
  transfer(request: TransferRequest): Promise<WriteOutcome>;
}

export interface TransferRequest {
  readonly ref: string;
  /** The version that the bytes are for. */
  readonly version: string;
  /** Absent when a transfer is taken up after a restart. */
  readonly ticket?: Ticket;
  readonly draft: Draft;
  readonly content: DocumentContent;
  readonly moved: (bytes: number) => void;
  readonly signal: AbortSignal;
}
