import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Plugin } from '../../contracts/plugin.ts';
import { FolderBlobStore } from '../adapters/blobs/folder-blob-store.ts';
import { aesSeal } from '../adapters/crypto/aes-seal.ts';
import { keyedDigest } from '../adapters/crypto/keyed-digest.ts';
import { randomIds } from '../adapters/crypto/random-ids.ts';
import { machineClock } from '../adapters/machine/clock.ts';
import { logOver } from '../adapters/machine/log.ts';
import { memoryFolder, type DatabasePlace } from '../adapters/postgres/connect.ts';
import { openStorage, type OpenedStorage } from '../adapters/postgres/open-storage.ts';
import { pgBossQueue } from '../adapters/queue/pg-boss-queue.ts';
import type { HttpFetch } from '../connections/open-session.ts';
import type { SealedConfig } from './config.ts';
import { ContainedPlugins } from './container.ts';
import { install, type Installation } from './installation.ts';

export interface OpeningParts {
  readonly plugins: readonly Plugin[];
  readonly logger: Logger;
  /** Default: the global one. */
  readonly fetch?: HttpFetch;
}

interface DocumentsFolder {
  readonly path: string;
  /** Removes what was only kept for this process. */
  dispose(): Promise<void>;
}

/** Also where nothing is kept, files lie on the disk: they may be larger than the memory. */
async function documentsFolder({ data }: SealedConfig): Promise<DocumentsFolder> {
  if (data !== memoryFolder) return { path: join(data, 'documents'), dispose: async () => {} };
  const path = await mkdtemp(join(tmpdir(), 'casebridge-'));
  return { path, dispose: () => rm(path, { recursive: true, force: true }) };
}

function placeOf({ databaseUrl, data }: SealedConfig): DatabasePlace {
  return databaseUrl === undefined ? { folder: data } : { url: databaseUrl };
}

async function groundOn(storage: OpenedStorage, documents: DocumentsFolder, config: SealedConfig, parts: OpeningParts) {
  return {
    storage,
    blobs: new FolderBlobStore(documents.path),
    plugins: new ContainedPlugins(parts.plugins),
    clock: machineClock,
    ids: randomIds,
    digest: keyedDigest(await storage.installationSecret()),
    log: logOver(parts.logger),
    fetch: parts.fetch ?? ((url, init) => fetch(url, init)),
    environment: config.environment,
    publicUrl: config.publicUrl,
    operatorKey: config.adminKey,
  } satisfies Installation['ground'];
}

/** Opens the database, embedded or not, and puts the core on it. Throws `DataFolderInUse` when another process has the folder. */
export async function openInstallation(config: SealedConfig, parts: OpeningParts): Promise<Installation> {
  const openQueue = pgBossQueue({ clock: machineClock, log: logOver(parts.logger) });
  const storage = await openStorage({
    place: placeOf(config),
    seal: aesSeal(config.encryptionKeys),
    clock: machineClock,
    log: logOver(parts.logger),
    openQueue,
  });
  try {
    const documents = await documentsFolder(config);
    const ground = await groundOn(storage, documents, config, parts);
    return install({
      ground,
      logger: parts.logger,
      checks: [
        { name: 'database', check: () => storage.check() },
        { name: 'documents', check: () => ground.blobs.check() },
      ],
      ...(config.role === 'api' ? {} : { work: storage.work }),
      isOnlyProcess: config.databaseUrl === undefined,
      async close() {
        await storage.close();
        await documents.dispose();
      },
    });
  } catch (error) {
    await storage.close();
    throw error;
  }
}
