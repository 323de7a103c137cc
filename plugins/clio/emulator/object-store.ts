import { createHash } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What is known of bytes received: always size and digests, the bytes themselves only while they are few. */
export interface StoredObject {
  readonly size: number;
  /** Hexadecimal. */
  readonly sha256: string;
  /** Base64, as `Content-MD5` writes it. */
  readonly md5: string;
  readonly bytes: Buffer | null;
  /** Where a large part waits to be joined. */
  readonly file: string | null;
}

const CHUNK = 1024 * 1024;
const partKey = (uuid: string, part: number | null): string => (part === null ? uuid : `${uuid}/${part}`);

/** Objects by key. Large parts of one upload wait in a temporary folder, as their joint digest needs their bytes. */
export class ObjectStore {
  readonly #objects = new Map<string, StoredObject>();
  readonly #keepBytesUpTo: number;
  #folder: string | null = null;
  #files = 0;

  constructor(keepBytesUpTo: number) {
    this.#keepBytesUpTo = keepBytesUpTo;
  }

  get(uuid: string, part: number | null = null): StoredObject | undefined {
    return this.#objects.get(partKey(uuid, part));
  }

  put(uuid: string, part: number | null, object: StoredObject): void {
    this.#objects.set(partKey(uuid, part), object);
  }

  /** Takes in a stream, counting and digesting as it flows. Rejects when the sender goes away before the end. */
  async receive(stream: AsyncIterable<Buffer>, isPart: boolean): Promise<StoredObject> {
    const intake = new Intake(this.#keepBytesUpTo, () => (isPart ? this.#newFile() : null));
    try {
      for await (const chunk of stream) intake.take(chunk);
      return intake.finish();
    } finally {
      intake.close();
    }
  }

  /** Joins parts into one object; undefined when one of them never arrived. */
  join(uuid: string, numbers: readonly number[]): StoredObject | undefined {
    const parts = numbers.map((number) => this.get(uuid, number));
    if (!parts.every((part) => part !== undefined)) return undefined;
    const intake = new Intake(this.#keepBytesUpTo, () => null);
    for (const part of parts) for (const chunk of chunksOf(part)) intake.take(chunk);
    const whole = intake.finish();
    this.put(uuid, null, whole);
    for (const [place, part] of parts.entries()) {
      if (part.file !== null) rmSync(part.file, { force: true });
      this.#objects.delete(partKey(uuid, numbers[place] ?? 0));
    }
    return whole;
  }

  /** Removes the temporary folder. */
  close(): void {
    if (this.#folder !== null) rmSync(this.#folder, { recursive: true, force: true });
  }

  #newFile(): string {
    this.#folder ??= mkdtempSync(join(tmpdir(), 'clio-emulator-'));
    this.#files += 1;
    return join(this.#folder, `part-${this.#files}`);
  }
}

function* chunksOf(part: StoredObject): Generator<Buffer> {
  if (part.bytes !== null) yield part.bytes;
  if (part.bytes !== null || part.file === null) return;
  const file = openSync(part.file, 'r');
  try {
    for (;;) {
      const chunk = Buffer.allocUnsafe(CHUNK);
      const read = readSync(file, chunk);
      if (read === 0) return;
      yield chunk.subarray(0, read);
    }
  } finally {
    closeSync(file);
  }
}

/** Bytes on their way in: kept in memory up to the cap, then in a file if one is wanted, else only digested. */
class Intake {
  readonly #sha256 = createHash('sha256');
  readonly #md5 = createHash('md5');
  readonly #cap: number;
  readonly #newFile: () => string | null;
  #size = 0;
  #kept: Buffer[] | null = [];
  #path: string | null = null;
  #file: number | null = null;

  constructor(cap: number, newFile: () => string | null) {
    this.#cap = cap;
    this.#newFile = newFile;
  }

  take(chunk: Buffer): void {
    this.#size += chunk.length;
    this.#sha256.update(chunk);
    this.#md5.update(chunk);
    this.#kept?.push(chunk);
    if (this.#kept !== null && this.#size > this.#cap) this.#spill(this.#kept);
    else if (this.#file !== null) writeSync(this.#file, chunk);
  }

  #spill(kept: Buffer[]): void {
    this.#kept = null;
    this.#path = this.#newFile();
    if (this.#path === null) return;
    this.#file = openSync(this.#path, 'w');
    for (const chunk of kept) writeSync(this.#file, chunk);
  }

  finish(): StoredObject {
    return {
      size: this.#size,
      sha256: this.#sha256.digest('hex'),
      md5: this.#md5.digest('base64'),
      bytes: this.#kept === null ? null : Buffer.concat(this.#kept),
      file: this.#path,
    };
  }

  close(): void {
    if (this.#file !== null) closeSync(this.#file);
  }
}
