import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Clock } from '../../../contracts/session.ts';
import { isEmbedded, memoryFolder, type DatabasePlace } from './connect.ts';
import { lockDataFolder } from './data-folder-lock.ts';

/** A backup or a restore that was not begun, or that changed nothing. The message says what to do. */
export class BackupImpossible extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BackupImpossible';
  }
}

/** One file of a backup; `path` with `/`, relative to the data folder. */
interface KeptFile {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
}

interface Manifest {
  readonly format: 1;
  readonly createdAt: string;
  readonly files: readonly KeptFile[];
}

/** What was copied: `bytes` in all. */
export interface BackupReport {
  readonly createdAt: string;
  readonly files: number;
  readonly bytes: number;
}

const manifestName = 'backup.json';
const dataName = 'data';

/** The embedded database has some thousand small files, each of which the disk is waited for. */
const copiesAtOnce = 16;

/**
 * Copies the data folder (the embedded database and the documents of the intake) into the new folder `to`, which
 * appears as a whole or not at all. The server must be stopped. The encryption keys are not in it: without them the
 * credentials in a backup cannot be opened.
 */
export async function backUp(place: DatabasePlace, to: string, clock: Pick<Clock, 'now'>): Promise<BackupReport> {
  const folder = dataFolderOf(place);
  if (!(await exists(folder))) throw new BackupImpossible(`There is no data folder ${folder}.`);
  if (await exists(to)) throw new BackupImpossible(`${to} exists already. Choose a new name for the backup.`);
  return locked(folder, () =>
    appearing(to, async (partial) => {
      await mkdir(join(partial, dataName));
      const files = await copyTree(folder, join(partial, dataName));
      const manifest: Manifest = { format: 1, createdAt: new Date(clock.now()).toISOString(), files };
      await writeFile(join(partial, manifestName), JSON.stringify(manifest, undefined, 1));
      return reportOf(manifest);
    }),
  );
}

/**
 * Puts a backup in the place of an absent or empty data folder. Every file is compared with what was written down when
 * the backup was made; a damaged backup changes nothing.
 */
export async function restore(from: string, place: DatabasePlace): Promise<BackupReport> {
  const folder = dataFolderOf(place);
  const manifest = await readManifest(from);
  if ((await exists(folder)) && (await readdir(folder)).length > 0) {
    throw new BackupImpossible(`The data folder ${folder} is not empty. Move it away first.`);
  }
  return locked(folder, async () => {
    await rm(folder, { recursive: true, force: true });
    return appearing(folder, async (partial) => {
      compare(manifest, await copyTree(join(from, dataName), partial));
      return reportOf(manifest);
    });
  });
}

function dataFolderOf(place: DatabasePlace): string {
  if (!isEmbedded(place)) {
    const advice = 'Use pg_dump and pg_restore for the database, and copy the documents folder.';
    throw new BackupImpossible(`A PostgreSQL server is backed up by its own tools. ${advice}`);
  }
  if (place.folder === memoryFolder) throw new BackupImpossible('A database in memory keeps nothing to back up.');
  return resolve(place.folder);
}

async function locked<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  const lock = await lockDataFolder(folder);
  try {
    return await work();
  } finally {
    await lock.release();
  }
}

/** What `fill` puts into a folder beside it becomes the folder `path`; when it fails, nothing is left. */
async function appearing<Result>(path: string, fill: (partial: string) => Promise<Result>): Promise<Result> {
  const partial = `${resolve(path)}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true });
  try {
    const result = await fill(partial);
    await rename(partial, path);
    return result;
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  }
}

/** Empty folders are copied, too: the database does not start without them. */
async function copyTree(from: string, to: string): Promise<KeptFile[]> {
  const entries = await readdir(from, { withFileTypes: true, recursive: true });
  const placed = entries.map((entry) => ({ entry, path: relative(from, join(entry.parentPath, entry.name)) }));
  const folders = placed.filter(({ entry }) => entry.isDirectory()).map(({ path }) => path);
  for (const path of folders.toSorted()) {
    await mkdir(join(to, path), { recursive: true, mode: (await stat(join(from, path))).mode });
  }
  const paths = placed
    .filter(({ entry }) => entry.isFile())
    .map(({ path }) => path)
    .toSorted();
  const files: KeptFile[] = [];
  for (let at = 0; at < paths.length; at += copiesAtOnce) {
    const copies = paths.slice(at, at + copiesAtOnce).map((path) => copyFile(join(from, path), join(to, path), path));
    files.push(...(await Promise.all(copies)));
  }
  return files;
}

async function copyFile(from: string, to: string, path: string): Promise<KeptFile> {
  const hash = createHash('sha256');
  const output = createWriteStream(to, { mode: (await stat(from)).mode, flush: true });
  const counted = async function* (bytes: AsyncIterable<Buffer>) {
    for await (const chunk of bytes) {
      hash.update(chunk);
      yield chunk;
    }
  };
  await pipeline(createReadStream(from), counted, output);
  return { path: path.replaceAll('\\', '/'), size: output.bytesWritten, sha256: hash.digest('hex') };
}

async function readManifest(from: string): Promise<Manifest> {
  const path = join(from, manifestName);
  if (!(await exists(path))) throw new BackupImpossible(`${from} is not a backup: it has no ${manifestName}.`);
  const manifest: Manifest = JSON.parse(await readFile(path, 'utf8'));
  if (manifest.format !== 1) throw new BackupImpossible(`${from} was made by a newer version of Casebridge.`);
  return manifest;
}

function compare(manifest: Manifest, copied: readonly KeptFile[]): void {
  const found = new Map(copied.map((file) => [file.path, file]));
  for (const { path, size, sha256 } of manifest.files) {
    const file = found.get(path);
    if (file?.size !== size || file.sha256 !== sha256) throw new BackupImpossible(`The backup is damaged: ${path}.`);
  }
}

function reportOf({ createdAt, files }: Manifest): BackupReport {
  return { createdAt, files: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0) };
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}
