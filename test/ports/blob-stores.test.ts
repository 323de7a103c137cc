import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FolderBlobStore } from '../../src/adapters/blobs/folder-blob-store.ts';
import { MemoryBlobStore } from '../../src/adapters/memory/memory-blob-store.ts';
import { describeBlobStore } from './blob-store.suite.ts';

const state = { root: '' };

beforeAll(async () => {
  state.root = await mkdtemp(join(tmpdir(), 'casebridge-blobs-'));
});

afterAll(() => rm(state.root, { recursive: true }));

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

describeBlobStore('folder', async () => {
  const folder = await mkdtemp(join(state.root, 'store-'));
  return { store: new FolderBlobStore(folder), stored: () => filesIn(folder) };
});

describeBlobStore('memory', async () => {
  const store = new MemoryBlobStore();
  return { store, stored: async () => Array.from({ length: store.count }, (_, at) => String(at)) };
});

it('says so when its folder cannot be used', async () => {
  const file = join(state.root, 'a-file');
  await writeFile(file, 'in the way');
  await expect(new FolderBlobStore(join(file, 'blobs')).check()).rejects.toThrow('ENOTDIR');
});
