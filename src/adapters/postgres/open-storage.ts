import { mkdir } from 'node:fs/promises';
import type { MikroORM } from '@mikro-orm/postgresql';
import type { Clock, Log } from '../../../contracts/session.ts';
import type { DurableQueue, OpenQueue } from '../../ports/durable-queue.ts';
import type { Seal } from '../../ports/seal.ts';
import type { Storage } from '../../ports/storage.ts';
import type { WorkLoop } from '../../ports/work-queue.ts';
import { booksOver } from './books.ts';
import { connect, embeddedSession, isEmbedded, memoryFolder, sqlSessionOf, type DatabasePlace } from './connect.ts';
import { lockDataFolder, type DataFolderLock } from './data-folder-lock.ts';
import { installationSecret } from './installation-secret.ts';
import { migrate } from './migrate.ts';
import { resealAll } from './reseal.ts';
import { sessionIn, Transactions } from './session.ts';
import { Upkeep } from './upkeep.ts';

export interface StorageOptions {
  /** A server's address, or the data folder (`memory:` keeps nothing). */
  readonly place: DatabasePlace;
  readonly seal: Seal;
  readonly clock: Clock;
  readonly log: Log;
  readonly openQueue: OpenQueue;
}

/** A storage on PostgreSQL, embedded or not, with what a process needs of it beside the books. */
export interface OpenedStorage extends Storage {
  readonly work: WorkLoop;
  /** 32 bytes, the same for the life of the database, whatever becomes of the encryption keys. */
  installationSecret(): Promise<Buffer>;
  /** Throws when the storage cannot be used now. */
  check(): Promise<void>;
  /** Stop the work loop first. An embedded database that is not closed keeps the process alive. */
  close(): Promise<void>;
}

/** Opens, migrates and locks. Throws `DataFolderInUse` when another process has the folder. */
export async function openStorage({ place, seal, clock, log, openQueue }: StorageOptions): Promise<OpenedStorage> {
  const lock = await lockPlace(place);
  try {
    const orm = await connect(place);
    try {
      await migrate(orm, isEmbedded(place));
      const upkeep = isEmbedded(place) ? upkeepOf(orm, log) : undefined;
      const transactions = new Transactions(orm.em, upkeep?.count);
      await resealAll(transactions, seal);
      const session = isEmbedded(place) ? embeddedSession(orm) : sqlSessionOf(orm.em);
      const queue = await openQueue({ session, ...(isEmbedded(place) ? {} : { url: place.url }) });
      return assemble({ orm, lock, upkeep, queue, transactions, seal, clock });
    } catch (error) {
      await orm.close(true);
      throw error;
    }
  } catch (error) {
    await lock?.release();
    throw error;
  }
}

async function lockPlace(place: DatabasePlace): Promise<DataFolderLock | undefined> {
  if (!isEmbedded(place) || place.folder === memoryFolder) return undefined;
  await mkdir(place.folder, { recursive: true });
  return lockDataFolder(place.folder);
}

function upkeepOf(orm: MikroORM, log: Log): Upkeep {
  return new Upkeep(async () => {
    await orm.em.fork().execute('vacuum analyze');
  }, log);
}

interface Parts {
  readonly orm: MikroORM;
  readonly lock: DataFolderLock | undefined;
  readonly upkeep: Upkeep | undefined;
  readonly queue: DurableQueue;
  readonly transactions: Transactions;
  readonly seal: Seal;
  readonly clock: Clock;
}

function assemble({ orm, lock, upkeep, queue, transactions, seal, clock }: Parts): OpenedStorage {
  const alone = { session: sqlSessionOf(orm.em), afterCommit: (then: () => void) => then() };
  return {
    books: booksOver(transactions.alone, queue.within(alone), { seal, clock }),
    inTransaction: (work) =>
      transactions.run((em, end) => {
        const within = queue.within({ session: sqlSessionOf(em), afterCommit: (then) => end.afterCommit(then) });
        return work(booksOver(sessionIn(em, end), within, { seal, clock }));
      }),
    work: queue,
    installationSecret: () => installationSecret(transactions.alone.em(), seal),
    async check() {
      lock?.check();
      await transactions.alone.em().execute('select 1');
    },
    async close() {
      await queue.close();
      await upkeep?.rest();
      await orm.close(true);
      await lock?.release();
    },
  };
}
