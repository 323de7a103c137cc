import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';

/** Another process works on the folder. Two of them at once would destroy the database. */
export class DataFolderInUse extends Error {
  constructor(
    readonly folder: string,
    readonly pid: number,
    host: string,
  ) {
    super(
      `The data folder ${folder} is in use by process ${pid} on ${host}. Stop that process, or use another folder.`,
    );
    this.name = 'DataFolderInUse';
  }
}

export interface DataFolderLock {
  /** Throws when the lock was taken away from this process. */
  check(): void;
  release(): Promise<void>;
}

interface Claim {
  readonly host: string;
  readonly pid: number;
  /** When the process began, as the system counts it: tells a process from a later one with the same number. */
  readonly began: string;
}

/** How often a holder shows that it lives, and after how long silence a holder on another machine counts as dead. */
const beatMs = 10_000;
const silenceMs = 60_000;

/**
 * Claims the folder. Each process lays a claim of its own beside the folder and then looks around: whoever finds the
 * living claim of another takes back its own. So there is no moment at which two can hold it, and taking over from a
 * dead process has no steps that a third could come between. At worst two that start in the same instant both give way.
 */
export async function lockDataFolder(dataFolder: string): Promise<DataFolderLock> {
  const folder = resolve(dataFolder);
  const claims = `${folder}.lock`;
  const claim: Claim = { host: hostname(), pid: process.pid, began: await beganOf(process.pid) };
  const own = join(claims, `${Buffer.from(JSON.stringify(claim)).toString('base64url')}.${randomUUID()}`);
  await lay(claims, own);
  for (const name of await readdir(claims)) {
    const path = join(claims, name);
    const other = path === own ? undefined : claimIn(name);
    if (!other) continue;
    if (await mayLive(other, path, own)) {
      await rm(own, { force: true });
      throw new DataFolderInUse(folder, other.pid, other.host);
    }
    await rm(path, { force: true });
  }
  return hold(claims, own);
}

/** The claim is in the name, so that it is there as a whole or not at all. */
async function lay(claims: string, own: string): Promise<void> {
  for (;;) {
    await mkdir(claims, { recursive: true });
    try {
      await writeFile(own, '', { flag: 'wx' });
      return;
    } catch (error) {
      // A holder that went just now took the folder of the claims with it.
      if (codeOf(error) !== 'ENOENT') throw error;
    }
  }
}

function claimIn(name: string): Claim | undefined {
  try {
    const claim: Claim = JSON.parse(Buffer.from(name.split('.')[0] ?? '', 'base64url').toString());
    return claim;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function hold(claims: string, own: string): DataFolderLock {
  let lost: unknown;
  const timer = setInterval(() => {
    beat(own).catch((error: unknown) => {
      lost = error;
    });
  }, beatMs);
  timer.unref();
  return {
    check() {
      if (lost) throw new Error('The lock of the data folder was lost.', { cause: lost });
    },
    async release() {
      clearInterval(timer);
      await rm(own, { force: true });
      await removeIfEmpty(claims);
    },
  };
}

/** Written to rather than given a time: then the clock of the file system counts, the same for every machine. */
async function beat(own: string): Promise<void> {
  const file = await open(own, 'r+');
  try {
    await file.write('.', 0);
  } finally {
    await file.close();
  }
}

async function mayLive({ host, pid, began }: Claim, path: string, own: string): Promise<boolean> {
  if (host !== hostname()) return (await beatAt(own)) - (await beatAt(path)) < silenceMs;
  if (!exists(pid)) return false;
  const now = await beganOf(pid);
  return now === '' || began === '' || now === began;
}

async function beatAt(path: string): Promise<number> {
  try {
    return (await stat(path)).mtimeMs;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 0;
    throw error;
  }
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: there is such a process, and it is somebody else's.
    return codeOf(error) === 'EPERM';
  }
}

/** Empty where the system does not tell; then a living process of that number counts as the holder. */
async function beganOf(pid: number): Promise<string> {
  try {
    const line = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The name in the second field may hold anything, so fields are counted from its closing bracket.
    return line.slice(line.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

async function removeIfEmpty(folder: string): Promise<void> {
  try {
    await rmdir(folder);
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes(codeOf(error) ?? '')) throw error;
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
