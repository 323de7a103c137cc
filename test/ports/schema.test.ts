import type { MikroORM } from '@mikro-orm/postgresql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../src/adapters/postgres/connect.ts';
import { questionOf } from './attention-book.suite.ts';
import { openAt, sealingKey, startServer, type Server } from './databases.ts';
import { runOf } from './run-log.suite.ts';

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

/** Writes a record as the first version did, whatever the tables are now. */
async function insert(orm: MikroORM, table: string, record: object): Promise<void> {
  const columns = Object.keys(record).map((key) => key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
  const values = Object.values(record).map((part) => (typeof part === 'object' ? JSON.stringify(part) : part));
  await orm.em.fork().execute(`insert into ${table} (${columns.join()}) values (?)`, [values]);
}

describe('the schema', () => {
  it('that the migrations make is the one that the tables describe, and each row belongs to a firm', async () => {
    const url = await server.newDatabase();
    await (await openAt({ url })).close();
    const orm = await connect({ url });
    expect(await orm.schema.getUpdateSchemaSQL()).toBe('');
    const without = await orm.em.fork().execute<{ table_name: string }[]>(
      `select table_name from information_schema.tables t where table_schema = 'public' and not exists (
         select 1 from information_schema.columns c where c.table_name = t.table_name and c.column_name = 'firm_id'
       ) order by table_name`,
    );
    expect(without.map((row) => row.table_name)).toEqual([
      'firms',
      'installation_secrets',
      'schema_migrations',
      'slots',
    ]);
    await orm.close(true);
  });

  it('of the first version is brought up to date, and keeps what was in it', async () => {
    const url = await server.newDatabase();
    const older = await connect({ url });
    await older.migrator.up({ to: '0001-first-tables' });
    const [run, question] = [runOf('f'), questionOf('f')];
    await insert(older, 'runs', run);
    await insert(older, 'questions', question);
    await older.close(true);
    const storage = await openAt({ url });
    expect(await storage.books.runs.find('f', run.id)).toStrictEqual(run);
    expect(await storage.books.attention.find('f', question.id)).toStrictEqual(question);
    await storage.close();
  });

  it('is made once when several nodes start at the same time', async () => {
    const url = await server.newDatabase();
    const nodes = await Promise.all(Array.from({ length: 4 }, () => openAt({ url })));
    await nodes[0]!.books.firms.add({ id: 'f', name: 'F', createdAt: '2026-03-01T10:00:00.000Z' });
    for (const node of nodes) expect(await node.books.firms.list()).toHaveLength(1);
    const secrets = await Promise.all(nodes.map((node) => node.installationSecret()));
    expect(new Set(secrets.map((secret) => secret.toString('hex'))).size).toBe(1);
    await Promise.all(nodes.map((node) => node.close()));
  });
});

describe('encryption keys', () => {
  it('may be exchanged: what the older one sealed is sealed anew at the start', async () => {
    const url = await server.newDatabase();
    const [older, newer] = [sealingKey('older'), sealingKey('newer')];
    const before = await openAt({ url }, [older]);
    await before.books.connections.add({
      id: 'c',
      firmId: 'f',
      system: 's',
      keyFields: true,
      status: 'connected',
      createdAt: '2026-03-01T10:00:00.000Z',
    });
    await before.books.connections.keepCredentials('c', { accessToken: 'secret' });
    const secret = await before.installationSecret();
    await before.close();
    await (await openAt({ url }, [newer, older])).close();
    const after = await openAt({ url }, [newer]);
    expect(await after.books.connections.credentials('c')).toEqual({ accessToken: 'secret' });
    expect(await after.installationSecret()).toEqual(secret);
    const orm = await connect({ url });
    const rows = await orm.em.fork().execute<{ sealed: string }[]>('select sealed from credentials');
    expect(rows.map(({ sealed }) => sealed).join()).not.toContain('secret');
    await orm.close(true);
    await after.close();
  });
});
