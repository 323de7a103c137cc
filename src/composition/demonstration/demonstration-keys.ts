import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const Keys = z.object({ adminKey: z.string().min(1), encryptionKeys: z.string().min(1) });

/** The operator's key and the encryption keys in the form of the environment. */
export type DemonstrationKeys = z.output<typeof Keys>;

export interface FoundKeys extends DemonstrationKeys {
  /** Made by this start, so that the person who started it has not seen them yet. */
  readonly made: boolean;
}

const fileName = 'demonstration-keys.json';

/** The keys of earlier starts in the folder, or new ones that are kept there for later starts; without a folder they are kept nowhere. */
export async function demonstrationKeys(folder: string | undefined): Promise<FoundKeys> {
  if (folder === undefined) return { ...newKeys(), made: true };
  const path = join(folder, fileName);
  const kept = await readIfThere(path);
  if (kept !== undefined) return { ...Keys.parse(JSON.parse(kept)), made: false };
  const keys = newKeys();
  await mkdir(folder, { recursive: true });
  await writeFile(path, `${JSON.stringify(keys, undefined, 2)}\n`, { mode: 0o600 });
  return { ...keys, made: true };
}

function newKeys(): DemonstrationKeys {
  return {
    adminKey: `cb_op_${randomBytes(24).toString('base64url')}`,
    encryptionKeys: `demonstration:${randomBytes(32).toString('base64')}`,
  };
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
