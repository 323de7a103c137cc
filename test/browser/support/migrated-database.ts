import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { type } from '../../support/typed-command.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A data folder whose database has its tables and no rows, and the keys that open it. */
    readonly migratedDatabase: { readonly folder: string; readonly encryptionKeys: string };
  }
}

const encryptionKeys = `test:${randomBytes(32).toString('base64')}`;
let folder: string;

/** Making an embedded database takes most of a server's first start. It is made once; every site begins with a copy. */
export async function setup(project: TestProject): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), 'casebridge-migrated-'));
  const { code, err } = await type(['migrate'], {
    CASEBRIDGE_DATA: folder,
    CASEBRIDGE_ENCRYPTION_KEYS: encryptionKeys,
  });
  if (code !== 0) throw new Error(`The database for the sites could not be made:\n${err}`);
  project.provide('migratedDatabase', { folder, encryptionKeys });
}

export async function teardown(): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}
