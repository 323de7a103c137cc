import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAt, startServer, type Server } from './databases.ts';
import { describeQueue } from './queue.suite.ts';

describeQueue('PGlite', () => openAt({ folder: 'memory:' }));

describe('on a server', () => {
  let server: Server;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.stop());
  describeQueue('PostgreSQL', async () => openAt({ url: await server.newDatabase() }));
});
