import { pino } from 'pino';
import type { Plugin } from '../../contracts/plugin.ts';
import { logOver } from '../../src/adapters/machine/log.ts';
import { CountingIds } from '../../src/adapters/memory/counting-ids.ts';
import { ManualClock } from '../../src/adapters/memory/manual-clock.ts';
import { openMemoryStorage, type MemoryStorage } from '../../src/adapters/memory/memory-storage.ts';
import { PlainDigest } from '../../src/adapters/memory/plain-digest.ts';
import { ContainedPlugins } from '../../src/composition/container.ts';
import { install, type Installation } from '../../src/composition/installation.ts';
import type { BlobStore } from '../../src/ports/blob-store.ts';

/** The operator's key of a test installation. */
export const operatorKey = 'operator-key-of-the-tests';

export interface MemoryInstallation {
  readonly installation: Installation;
  readonly storage: MemoryStorage;
  readonly clock: ManualClock;
  /** Lines of the log, as they were written. */
  readonly logged: string[];
}

const noBlobs: BlobStore = {
  put: () => Promise.reject(new Error('This test keeps no files.')),
  open: () => Promise.reject(new Error('This test keeps no files.')),
  remove: async () => {},
  check: async () => {},
};

export interface MemoryOptions {
  readonly plugins: readonly Plugin[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
  readonly blobs?: BlobStore;
}

/** A whole installation that keeps nothing and whose clock stands still. */
export function installInMemory({
  plugins,
  environment = {},
  fetch = globalThis.fetch,
  blobs = noBlobs,
}: MemoryOptions): MemoryInstallation {
  const clock = new ManualClock();
  const storage = openMemoryStorage({ clock });
  const logged: string[] = [];
  const logger = pino({ level: 'debug' }, { write: (line) => void logged.push(line) });
  const installation = install({
    ground: {
      storage,
      blobs,
      plugins: new ContainedPlugins(plugins),
      clock,
      ids: new CountingIds(),
      digest: new PlainDigest(),
      log: logOver(logger),
      fetch,
      environment,
      publicUrl: 'http://casebridge.test',
      operatorKey,
    },
    logger,
    checks: [{ name: 'files', check: () => blobs.check() }],
    isOnlyProcess: true,
    close: async () => {},
  });
  return { installation, storage, clock, logged };
}
