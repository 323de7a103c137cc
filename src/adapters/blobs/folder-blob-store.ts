import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { BlobMissing, type BlobStore, type StoredBlob } from '../../ports/blob-store.ts';

/**
 * Blobs as files of a folder, which several machines may share. A blob is written under a temporary name and renamed
 * when it is whole and on the disk, so that no reader ever sees half of one.
 */
export class FolderBlobStore implements BlobStore {
  private readonly incoming: string;

  constructor(private readonly folder: string) {
    this.incoming = join(folder, 'incoming');
  }

  async put(bytes: ReadableStream<Uint8Array>): Promise<StoredBlob> {
    const id = randomUUID();
    const temporary = join(this.incoming, id);
    await mkdir(this.incoming, { recursive: true });
    try {
      const facts = await writeAll(temporary, bytes);
      const place = this.placeOf(id);
      await mkdir(place.folder, { recursive: true });
      await rename(temporary, place.file);
      await flushFolder(place.folder);
      return { id, ...facts };
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }

  async open(
    id: string,
    range?: { readonly start: number; readonly end: number },
  ): Promise<ReadableStream<Uint8Array>> {
    const file = await openBlob(this.placeOf(id).file);
    try {
      const { size } = await file.stat();
      const { start, end } = range ?? { start: 0, end: size };
      if (start < 0 || start > end || end > size) throw new RangeError('The range lies outside the blob.');
      if (start < end) return streamOf(file, start, end);
    } catch (error) {
      await file.close();
      throw error;
    }
    await file.close();
    return emptyStream();
  }

  async remove(id: string): Promise<void> {
    await rm(this.placeOf(id).file, { force: true });
  }

  async check(): Promise<void> {
    const { id } = await this.put(emptyStream());
    await this.remove(id);
  }

  /** Spread over 256 folders: one folder with every file of a firm becomes slow to work with. */
  private placeOf(id: string): { readonly folder: string; readonly file: string } {
    // The id comes from a row of ours, but a path is built from it: nothing else may ever be reached with it.
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new BlobMissing();
    const folder = join(this.folder, id.slice(0, 2));
    return { folder, file: join(folder, id) };
  }
}

async function writeAll(path: string, bytes: ReadableStream<Uint8Array>): Promise<Omit<StoredBlob, 'id'>> {
  const hash = createHash('sha256');
  let size = 0;
  const file = await open(path, 'wx');
  try {
    for await (const chunk of bytes) {
      hash.update(chunk);
      size += chunk.length;
      await file.writeFile(chunk);
    }
    // Without it a power cut could leave a record that names an empty file.
    await file.sync();
  } finally {
    await file.close();
  }
  return { size, sha256: hash.digest('hex') };
}

async function openBlob(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw new BlobMissing();
    throw error;
  }
}

/** The file is closed when the stream ends, fails or is cancelled. */
function streamOf(file: FileHandle, start: number, end: number): ReadableStream<Uint8Array> {
  return Readable.toWeb(file.createReadStream({ start, end: end - 1 }));
}

function emptyStream(): ReadableStream<Uint8Array> {
  return new ReadableStream({ start: (controller) => controller.close() });
}

/** A renamed file is only safe once its folder is on the disk too. */
async function flushFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
