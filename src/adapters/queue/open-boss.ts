import { PgBoss, type Db, type QueueOptions } from 'pg-boss';
import type { Log } from '../../../contracts/session.ts';
import type { QueueDatabase, SqlSession } from '../../ports/durable-queue.ts';

/** Runs of one lane come one at a time, transfers side by side. */
export const queueNames = { run: 'runs', transfer: 'transfers' } as const;
export type QueueName = (typeof queueNames)[keyof typeof queueNames];

const daySeconds = 86_400;

/** A worker that has been silent for this long is dead, and its work goes to another. */
const heartbeatSeconds = 30;

const everyQueue: QueueOptions = {
  // Work is never given up: what it is about would wait for ever. The handler decides when something has failed.
  retryLimit: 1_000_000,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 60,
  expireInSeconds: daySeconds - 1,
  retentionSeconds: 365 * daySeconds,
  deleteAfterSeconds: 600,
};

interface Settings {
  readonly log: Log;
  readonly superviseSeconds?: number;
}

/** The queue in the database of the books, with its tables made and up to date. */
export async function openBoss(database: QueueDatabase, { log, superviseSeconds = 15 }: Settings): Promise<PgBoss> {
  const embedded = database.url === undefined;
  const boss = new PgBoss({
    ...(embedded ? { db: dbOf(database.session), backend: 'pglite' } : { connectionString: database.url, max: 5 }),
    useListenNotify: !embedded,
    // Slots and cron lines are our own; nobody reads the registry of instances.
    schedule: false,
    registerInstance: false,
    superviseIntervalSeconds: superviseSeconds,
    monitorIntervalSeconds: superviseSeconds,
    maintenanceIntervalSeconds: 600,
  });
  boss.on('error', (error) => log.warn('The queue met an error and goes on.', { error: error.message }));
  boss.on('warning', ({ message }) => log.debug('The queue gave a warning.', { warning: message }));
  await boss.start();
  // Only one process has an embedded database, so nobody has to hear whether a worker of it lives.
  const queue = { ...everyQueue, notify: !embedded, ...(embedded ? {} : { heartbeatSeconds }) };
  await boss.createQueue(queueNames.run, { ...queue, policy: 'singleton' });
  await boss.createQueue(queueNames.transfer, queue);
  if (embedded) await freeAbandoned(boss);
  return boss;
}

export function dbOf(session: SqlSession): Db {
  return { executeSql: (sql, values) => session.execute(sql, values) };
}

/** At the start of an embedded database nobody works yet: what is active was left by a process that died. */
async function freeAbandoned(boss: PgBoss): Promise<void> {
  for (const name of Object.values(queueNames)) {
    const { rows } = await boss
      .getDb()
      .executeSql('select id from pgboss.job where name = $1 and state = $2', [name, 'active']);
    const abandoned: { id: string }[] = rows;
    for (const { id } of abandoned) await handBack(boss, name, id);
  }
}

/** Makes an active item free for anybody, at once. */
export async function handBack(
  boss: PgBoss,
  name: QueueName,
  job: string | { id: string; retryCount: number },
): Promise<void> {
  await boss.fail(name, typeof job === 'string' ? job : { id: job.id, retryCount: job.retryCount }, {
    handedBack: true,
  });
  await boss.update(name, undefined, { id: typeof job === 'string' ? job : job.id, startAfter: 0 });
}
