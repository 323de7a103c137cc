import { join } from 'node:path';
import { Migrator } from '@mikro-orm/migrations';
import { MikroORM as EmbeddedOrm, type PgliteConnection } from '@mikro-orm/pglite';
import { MikroORM, type SqlEntityManager } from '@mikro-orm/postgresql';
import type { SqlSession } from '../../ports/durable-queue.ts';
import { FirstTables } from './migrations/0001-first-tables.ts';
import { Mappings } from './migrations/0002-mappings.ts';
import { Sessions } from './migrations/0003-sessions.ts';
import { LatestBatches } from './migrations/0004-latest-batches.ts';
import { RunsToLookAt } from './migrations/0005-runs-to-look-at.ts';
import { WrittenFields } from './migrations/0006-written-fields.ts';
import { tables } from './tables.ts';

/* oxlint-disable typescript/no-unsafe-type-assertion -- The two drivers are different types with the same base, and the
   base is all that is used of them; only where the place is embedded, the embedded one is named. */

/** Where the database is: a PostgreSQL server, or a folder of this process (`memory:` keeps nothing). */
export type DatabasePlace = { readonly url: string } | { readonly folder: string };

export const memoryFolder = 'memory:';

/** The name under which the embedded database lies in the data folder. */
const databaseFolder = 'database';

export function isEmbedded(place: DatabasePlace): place is { readonly folder: string } {
  return 'folder' in place;
}

const settings = {
  entities: tables,
  extensions: [Migrator],
  migrations: {
    tableName: 'schema_migrations',
    migrationsList: [
      { name: '0001-first-tables', class: FirstTables },
      { name: '0002-mappings', class: Mappings },
      { name: '0003-sessions', class: Sessions },
      { name: '0004-latest-batches', class: LatestBatches },
      { name: '0005-runs-to-look-at', class: RunsToLookAt },
      { name: '0006-written-fields', class: WrittenFields },
    ],
    snapshot: false,
    silent: true,
  },
  // The queue makes and migrates its own tables.
  schemaGenerator: { ignoreSchema: ['pgboss'] },
};

export async function connect(place: DatabasePlace): Promise<MikroORM> {
  if (!isEmbedded(place)) return MikroORM.init({ ...settings, clientUrl: place.url });
  const dbName = place.folder === memoryFolder ? 'memory://' : join(place.folder, databaseFolder);
  return EmbeddedOrm.init({ ...settings, dbName }) as unknown as Promise<MikroORM>;
}

/** Statements in the place of an entity manager: its transaction, or a connection each. */
export function sqlSessionOf(em: SqlEntityManager): SqlSession {
  return {
    async execute(sql, values = []) {
      const query = { sql, parameters: values, queryId: { queryId: 'casebridge' } };
      const node = { kind: 'RawNode' as const, sqlFragments: [sql], parameters: [] };
      const { rows } = await em.getKysely().executeQuery({ ...query, query: node });
      return { rows: rows as Record<string, unknown>[] };
    },
  };
}

/**
 * The embedded database has one connection, and the mapper's lock on it is the only one that there is: whoever sends a
 * statement past it lands inside somebody's open transaction. So it is held here while the database is spoken to
 * directly, which is how several statements in one text can be sent at all.
 */
export function embeddedSession(orm: MikroORM): SqlSession {
  const connection = orm.em.getDriver().getConnection() as unknown as PgliteConnection;
  return {
    execute: (sql, values = []) =>
      orm.em
        .getKysely()
        .connection()
        .execute(async () => {
          const database = await connection.getNativeClient();
          try {
            if (values.length > 0) return await database.query<Record<string, unknown>>(sql, [...values]);
            const results = await database.exec(sql);
            return { rows: results.flatMap(({ rows }) => rows as Record<string, unknown>[]) };
          } catch (error) {
            // A text that began a transaction and failed leaves it open on the one connection.
            await database.exec('rollback');
            throw error;
          }
        }),
  };
}
