import type { MikroORM } from '@mikro-orm/postgresql';

/** Any number that nothing else in this database locks. */
const migrationLock = 7_240_219_001;

/**
 * Brings the schema up to date. Nodes that start at once wait for one another; the embedded database has one process,
 * and one connection, on which a lock that another transaction waits for would never be released.
 */
export async function migrate(orm: MikroORM, embedded: boolean): Promise<void> {
  if (embedded) {
    await orm.migrator.up();
    return;
  }
  const em = orm.em.fork();
  await em.begin();
  try {
    await em.execute('select pg_advisory_xact_lock(?)', [migrationLock]);
    await orm.migrator.up();
    await em.commit();
  } catch (error) {
    await em.rollback();
    throw error;
  }
}
