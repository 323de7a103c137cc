// Opens the storage of a folder, begins on a piece of work and never ends it: for the tests that kill its process.
import { machineClock } from '../../src/adapters/machine/clock.ts';
import { openAt } from './databases.ts';

const [folder = ''] = process.argv.slice(2);
const keys = [{ id: 'k', key: Buffer.alloc(32, 1) }];

const storage = await openAt({ folder }, keys);
await storage.books.firms.add({ id: 'kept', name: 'Kept', createdAt: new Date(machineClock.now()).toISOString() });
await storage.work.start(async ({ lane }) => {
  process.stdout.write(`begun ${lane}\n`);
  await Promise.withResolvers<never>().promise;
});
await storage.books.queue.put({ kind: 'run', runId: 'r', firmId: 'kept', lane: 'l' });
