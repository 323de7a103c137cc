import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../src/adapters/postgres/connect.ts';
import { doomedKeys, killAtOnce, openAt, startDoomedWorker, startServer, type Server } from './databases.ts';
import { describeQueue } from './queue.suite.ts';

describeQueue('PGlite', () => openAt({ folder: 'memory:' }));

describe('on a server', () => {
  let server: Server;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.stop());
  describeQueue('PostgreSQL', async () => openAt({ url: await server.newDatabase() }));

  it('the work of a process that died goes to another once it has been silent for long', async () => {
    const url = await server.newDatabase();
    const doomed = await startDoomedWorker({ url });
    const storage = await openAt({ url }, doomedKeys);
    const given = Promise.withResolvers<string>();
    await storage.work.start(async ({ lane }) => given.resolve(lane));
    await killAtOnce(doomed);
    const orm = await connect({ url });
    await orm.em
      .fork()
      .execute(`update pgboss.job set heartbeat_on = now() - interval '31 seconds' where state = 'active'`);
    await orm.close(true);
    expect(await given.promise).toBe('l');
    await storage.work.stop(1000);
    await storage.close();
  });
});
