import { afterAll, beforeAll, describe } from 'vitest';
import type { OpenedStorage } from '../../src/adapters/postgres/open-storage.ts';
import { openAt, startServer, type Server } from './databases.ts';
import { describeStorage } from './storage.suite.ts';

describe('embedded', () => {
  let storage: OpenedStorage;
  beforeAll(async () => {
    storage = await openAt({ folder: 'memory:' });
  });
  afterAll(() => storage.close());
  describeStorage('PGlite', async () => storage);
});

describe('server', () => {
  let server: Server;
  let storage: OpenedStorage;
  beforeAll(async () => {
    server = await startServer();
    storage = await openAt({ url: await server.newDatabase() });
  });
  afterAll(async () => {
    await storage.close();
    await server.stop();
  });
  describeStorage('PostgreSQL', async () => storage);
});
