import { describe, expect, it } from 'vitest';
import type { Books } from '../../src/ports/storage.ts';
import { describeAttentionBook } from './attention-book.suite.ts';
import { describeConnectionVault } from './connection-vault.suite.ts';
import { describeCrosswalkBook } from './crosswalk-book.suite.ts';
import { describeIntakeBook } from './intake-book.suite.ts';
import { matterOf } from './intake-samples.ts';
import { describeIntakeTally } from './intake-tally.suite.ts';
import { describeIntentJournal, intentOf } from './intent-journal.suite.ts';
import { describeLinkBook, linkOf } from './link-book.suite.ts';
import { describeMappingBook } from './mapping-book.suite.ts';
import { fresh, newFirm, type Open } from './opening.ts';
import { describeRunLog, runOf } from './run-log.suite.ts';
import { describeSessionBook } from './session-book.suite.ts';
import { describeSetupBook } from './setup-book.suite.ts';
import {
  describeBatchBook,
  describeCatalogueBook,
  describeFirmBook,
  describeIdempotencyBook,
  describeLaneBook,
  describeSlotBook,
} from './small-books.suite.ts';
import { describeTransferBook } from './transfer-book.suite.ts';

/** Everything that `src/ports` promises of a storage. `open` may give the same storage each time. */
export function describeStorage(name: string, open: Open): void {
  describe(`storage: ${name}`, () => {
    describeTransactions(open);
    describeAttentionBook(open);
    describeBatchBook(open);
    describeCatalogueBook(open);
    describeConnectionVault(open);
    describeCrosswalkBook(open);
    describeFirmBook(open);
    describeIdempotencyBook(open);
    describeIntakeBook(open);
    describeIntakeTally(open);
    describeIntentJournal(open);
    describeLaneBook(open);
    describeLinkBook(open);
    describeMappingBook(open);
    describeRunLog(open);
    describeSessionBook(open);
    describeSetupBook(open);
    describeSlotBook(open);
    describeTransferBook(open);
  });
}

/** One write to several books of one transaction, and what is there of it afterwards. */
function traces(firmId: string): {
  write: (books: Books) => Promise<void>;
  left: (books: Books) => Promise<boolean[]>;
} {
  const scope = { firmId, targetConnectionId: fresh('target'), sourceConnectionId: 'intake' };
  const link = linkOf(scope);
  const intent = intentOf(firmId, scope.targetConnectionId);
  const run = runOf(firmId);
  const slot = '2026-03-01T03:00:00.000Z';
  return {
    write: async (books) => {
      await books.links.save(link);
      await books.intents.open(intent);
      await books.runs.add(run);
      await books.runs.update({ ...run, status: 'running' });
      await books.intake.save(matterOf(firmId, 'm1'));
      await books.slots.take(run.id, slot);
      await books.connections.keepPending({ stateDigest: run.id, firmId, connectionId: 'c', expiresAt: slot });
    },
    left: async (books) => [
      (await books.links.find(link)) !== undefined,
      (await books.intents.find(intent)) !== undefined,
      (await books.runs.find(firmId, run.id)) !== undefined,
      (await books.runs.openRunOf(run.integrationId, run.matterId)) !== undefined,
      (await books.runs.eventsAfter(firmId, 0, 10)).length > 0,
      (await books.intake.find(firmId, 'matter', '', 'm1')) !== undefined,
      (await books.intake.changedAfter(firmId, 0, 10)).matterIds.length > 0,
      !(await books.slots.take(run.id, slot)),
      (await books.connections.takePending(run.id)) !== undefined,
    ],
  };
}

const failure = new Error('taken back');

function describeTransactions(open: Open): void {
  describe('transactions', () => {
    it('commit everything and hand on the result', async () => {
      const { storage, firmId } = await newFirm(open);
      const { write, left } = traces(firmId);
      const result = await storage.inTransaction(async (books) => {
        await write(books);
        return 'done';
      });
      expect(result).toBe('done');
      expect(await left(storage.books)).toEqual(Array.from({ length: 9 }, () => true));
    });

    it('take back everything and throw on what was thrown', async () => {
      const { storage, firmId } = await newFirm(open);
      const { write, left } = traces(firmId);
      const work = storage.inTransaction(async (books) => {
        await write(books);
        throw failure;
      });
      await expect(work).rejects.toBe(failure);
      expect(await left(storage.books)).toEqual(Array.from({ length: 9 }, () => false));
      await storage.inTransaction(write);
      expect(await left(storage.books)).toEqual(Array.from({ length: 9 }, () => true));
    });

    it('take back replacements and removals', async () => {
      const { storage, firmId } = await newFirm(open);
      const scope = { firmId, targetConnectionId: fresh('target'), sourceConnectionId: 'intake' };
      const kept = ['a', 'b'].map((sourceId) => linkOf(scope, { sourceId, targetRef: sourceId }));
      for (const link of kept) await storage.books.links.save(link);
      const work = storage.inTransaction(async ({ links }) => {
        await links.save(linkOf(scope, { sourceId: 'a', targetRef: '1' }));
        await links.save(linkOf(scope, { sourceId: 'a', targetRef: '2' }));
        await links.remove({ ...scope, kind: 'contact', sourceId: 'b' });
        throw failure;
      });
      await expect(work).rejects.toBe(failure);
      const found = await storage.books.links.findMany(scope, 'contact', ['a', 'b']);
      expect(found.toSorted((x, y) => (x.sourceId < y.sourceId ? -1 : 1))).toStrictEqual(kept);
      const byRef = await storage.books.links.byTargetRefs(firmId, scope.targetConnectionId, 'contact', [
        '1',
        '2',
        'a',
        'b',
      ]);
      expect(byRef).toHaveLength(2);
    });

    it('see their own writes', async () => {
      const { storage, firmId } = await newFirm(open);
      const { write, left } = traces(firmId);
      const seen = await storage.inTransaction(async (books) => {
        await write(books);
        return left(books);
      });
      expect(seen).toEqual(Array.from({ length: 9 }, () => true));
    });

    it('show nobody what they have not committed', async () => {
      const { storage, firmId } = await newFirm(open);
      const link = linkOf({ firmId, targetConnectionId: fresh('target'), sourceConnectionId: 'intake' });
      const written = Promise.withResolvers<void>();
      const asked = Promise.withResolvers<void>();
      const work = storage.inTransaction(async ({ links }) => {
        await links.save(link);
        written.resolve();
        await asked.promise;
        throw failure;
      });
      await written.promise;
      const seen = storage.books.links.find(link);
      asked.resolve();
      await expect(work).rejects.toBe(failure);
      expect(await seen).toBeUndefined();
    });

    it('do not disturb one another when one of them fails', async () => {
      const { storage, firmId } = await newFirm(open);
      const scope = { firmId, targetConnectionId: fresh('target'), sourceConnectionId: 'intake' };
      const save = (at: number): Promise<void> =>
        storage.inTransaction(async ({ links }) => {
          await links.save(linkOf(scope, { sourceId: `c${at}` }));
          if (at % 3 === 0) throw failure;
        });
      await Promise.allSettled(Array.from({ length: 9 }, (_, at) => save(at)));
      const linked = await storage.books.links.linkedIds(scope, 'contact', { limit: 9 });
      expect(linked.toSorted()).toEqual(['c1', 'c2', 'c4', 'c5', 'c7', 'c8']);
    });

    it('keep what was handed in and out from being changed behind their back', async () => {
      const { storage, firmId } = await newFirm(open);
      const matter = matterOf(firmId, 'm1', { customFields: { tags: ['a'] } });
      await storage.books.intake.save(matter);
      Object.assign(matter.body.customFields, { tags: ['changed'] });
      const read = (await storage.books.intake.find(firmId, 'matter', '', 'm1'))!;
      expect(read.body.customFields).toEqual({ tags: ['a'] });
      Object.assign(read.body.customFields, { tags: ['changed'] });
      const again = (await storage.books.intake.find(firmId, 'matter', '', 'm1'))!;
      expect(again.body.customFields).toEqual({ tags: ['a'] });
    });
  });
}
