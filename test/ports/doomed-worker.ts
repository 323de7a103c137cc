// Opens a storage, begins on a piece of work and never ends it: for the tests that kill its process.
import type { DatabasePlace } from '../../src/adapters/postgres/connect.ts';
import { doomedKeys, openAt } from './databases.ts';

const [place = ''] = process.argv.slice(2);

const storage = await openAt(JSON.parse(place) as DatabasePlace, doomedKeys);
await storage.books.firms.add({ id: 'kept', name: 'Kept', createdAt: '2026-03-01T10:00:00.000Z' });
await storage.work.start(async ({ lane }) => {
  process.stdout.write(`begun ${lane}\n`);
  await Promise.withResolvers<never>().promise;
});
await storage.books.queue.put({ kind: 'run', runId: 'r', firmId: 'kept', lane: 'l' });
