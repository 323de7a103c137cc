import { Refused } from '../domain/refusals.ts';
import { BlobMissing, type StoredBlob } from '../ports/blob-store.ts';
import type { IntakeRecord } from '../ports/intake-book.ts';
import type { IntakeDesk } from './intake-desk.ts';
import { holdMatter } from './live-records.ts';
import { checkExpected, type Expected, writeRecord } from './write-record.ts';

/** A file as it is put. `announced` is what the sender says of the bytes beforehand; `sha256` in lower-case hex. */
export interface DocumentInput {
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: ReadableStream<Uint8Array>;
  readonly announced?: { readonly size?: number | undefined; readonly sha256?: string | undefined };
}

interface DocumentKey {
  readonly firmId: string;
  readonly matterId: string;
  readonly id: string;
}

/**
 * Stores the bytes first and then swaps them in, so that a document is always whole: the old one or the new one.
 * Throws `not-found` (the matter), `content-mismatch` and `precondition-failed`; then nothing has changed.
 */
export async function putDocument(
  desk: IntakeDesk,
  key: DocumentKey,
  input: DocumentInput,
  expected?: Expected,
): Promise<IntakeRecord<'document'>> {
  // Also asked before the bytes, so that nobody sends a large file for nothing.
  await desk.storage.inTransaction(async (books) => {
    await holdMatter(books, key.firmId, key.matterId);
    checkExpected(await books.intake.find(key.firmId, 'document', key.matterId, key.id), expected);
  });
  const blob = await desk.blobs.put(input.bytes);
  const { record, unused } = await swapIn(desk, key, { ...input, blob }, expected).catch(async (error: unknown) => {
    await desk.blobs.remove(blob.id);
    throw error;
  });
  if (unused !== undefined) await desk.blobs.remove(unused);
  return record;
}

type Swapped = { readonly record: IntakeRecord<'document'>; readonly unused: string | undefined };

/** `unused` is the blob that no record names any more: the one before, or the new one when it brought nothing new. */
async function swapIn(
  desk: IntakeDesk,
  key: DocumentKey,
  { filename, contentType, announced, blob }: DocumentInput & { readonly blob: StoredBlob },
  expected: Expected | undefined,
): Promise<Swapped> {
  checkAnnounced(blob, announced);
  return desk.storage.inTransaction(async (books) => {
    await holdMatter(books, key.firmId, key.matterId);
    const earlier = await books.intake.find(key.firmId, 'document', key.matterId, key.id, true);
    checkExpected(earlier, expected);
    const before = earlier?.deleted ? undefined : earlier?.body;
    const { size, sha256 } = blob;
    const sameBytes = before?.sha256 === sha256 && before.size === size;
    // Bytes that were lost are mended by sending the file again.
    const kept = sameBytes && (await isThere(desk, before.blobId)) ? before.blobId : undefined;
    const body = { filename, contentType, size, sha256, blobId: kept ?? blob.id };
    const record = await writeRecord(books, { ...key, kind: 'document' }, earlier, { body, at: desk.now() });
    return { record, unused: kept === undefined ? before?.blobId : blob.id };
  });
}

async function isThere({ blobs }: IntakeDesk, id: string): Promise<boolean> {
  try {
    const bytes = await blobs.open(id);
    await bytes.cancel();
    return true;
  } catch (error) {
    if (error instanceof BlobMissing) return false;
    throw error;
  }
}

function checkAnnounced(blob: StoredBlob, announced: DocumentInput['announced']): void {
  if (announced?.size !== undefined && announced.size !== blob.size) {
    throw new Refused('content-mismatch', `${announced.size} bytes were announced and ${blob.size} came.`);
  }
  if (announced?.sha256 !== undefined && announced.sha256 !== blob.sha256) {
    throw new Refused('content-mismatch', 'The SHA-256 of the bytes is not the one that was announced.');
  }
}
