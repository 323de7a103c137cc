import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { lockDataFolder } from '../../adapters/postgres/data-folder-lock.ts';

/** Empties the folder, but not while another process works in it: then it throws `DataFolderInUse`. */
export async function freshFolder(folder: string): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const lock = await lockDataFolder(folder);
  try {
    await rm(folder, { recursive: true, force: true });
  } finally {
    await lock.release();
  }
}
