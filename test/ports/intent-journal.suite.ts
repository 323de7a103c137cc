import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Intent } from '../../src/domain/journal/intent.ts';
import { IntentAlreadyOpen } from '../../src/ports/intent-journal.ts';
import { count, draft, instant, kind, partly, text } from './arbitraries.ts';
import { addFirm, fresh, newFirm, type Open } from './opening.ts';

const intents = partly(
  {
    kind,
    sourceId: text,
    runId: text,
    action: fc.constantFrom('create', 'add-version'),
    witness: text,
    sourceHash: text,
    draft,
    openedAt: instant,
    deadlineAt: instant,
    attempts: count,
    lookUps: count,
    contested: fc.boolean(),
  },
  { targetRef: text, versionBefore: text, lostAt: instant },
);

export function intentOf(firmId: string, targetConnectionId: string, parts: Partial<Intent> = {}): Intent {
  return {
    firmId,
    targetConnectionId,
    sourceConnectionId: 'intake',
    kind: 'contact',
    sourceId: 'anna',
    id: fresh('intent'),
    runId: fresh('run'),
    action: 'create',
    sourceHash: 's1',
    witness: 'cb-1',
    draft: { fields: { first_name: 'Anna' }, rows: {} },
    openedAt: '2026-03-01T10:00:00.000Z',
    deadlineAt: '2026-03-01T10:00:20.000Z',
    attempts: 1,
    lookUps: 0,
    contested: false,
    ...parts,
  };
}

export function describeIntentJournal(open: Open): void {
  describe('intent journal', () => {
    it('gives back exactly what was opened and updated', async () => {
      const { storage, firmId } = await newFirm(open);
      const journal = storage.books.intents;
      await fc.assert(
        fc.asyncProperty(intents, intents, async (first, second) => {
          const key = { firmId, targetConnectionId: fresh('target'), sourceConnectionId: 'intake' };
          const intent: Intent = { ...first, ...key, id: fresh('intent') };
          await journal.open(intent);
          expect(await journal.find(intent)).toStrictEqual(intent);
          const updated: Intent = { ...second, ...key, id: intent.id, kind: intent.kind, sourceId: intent.sourceId };
          await journal.update(updated);
          expect(await journal.find(intent)).toStrictEqual(updated);
          expect(await journal.ofConnection(firmId, key.targetConnectionId)).toStrictEqual([updated]);
        }),
        { numRuns: 40 },
      );
    });

    it('opens one per target connection, kind and source id, whichever the source', async () => {
      const { storage, firmId } = await newFirm(open);
      const target = fresh('target');
      const first = intentOf(firmId, target);
      await storage.books.intents.open(first);
      await expect(storage.books.intents.open(intentOf(firmId, target))).rejects.toBeInstanceOf(IntentAlreadyOpen);
      const fromElsewhere = intentOf(firmId, target, { sourceConnectionId: fresh('crm') });
      await expect(storage.books.intents.open(fromElsewhere)).rejects.toBeInstanceOf(IntentAlreadyOpen);
      expect(await storage.books.intents.find(fromElsewhere)).toBeUndefined();
      await storage.books.intents.open(intentOf(firmId, target, { kind: 'matter' }));
      await storage.books.intents.open(intentOf(firmId, target, { sourceId: 'Anna' }));
      await storage.books.intents.open(intentOf(firmId, fresh('target')));
      expect(await storage.books.intents.find(first)).toStrictEqual(first);
    });

    it('lets one through when several open at once', async () => {
      const { storage, firmId } = await newFirm(open);
      const target = fresh('target');
      const tries = Array.from({ length: 6 }, () => storage.books.intents.open(intentOf(firmId, target)));
      const settled = await Promise.allSettled(tries);
      const refused = settled.filter((result) => result.status === 'rejected');
      expect(refused).toHaveLength(5);
      for (const result of refused) expect(result.reason).toBeInstanceOf(IntentAlreadyOpen);
      expect(await storage.books.intents.ofConnection(firmId, target)).toHaveLength(1);
    });

    it('takes a transaction back as a whole when an intent is open already', async () => {
      const { storage, firmId } = await newFirm(open);
      const target = fresh('target');
      await storage.books.intents.open(intentOf(firmId, target));
      const work = storage.inTransaction(async (books) => {
        await books.intents.open(intentOf(firmId, target, { sourceId: 'ben' }));
        await books.intents.open(intentOf(firmId, target));
      });
      await expect(work).rejects.toBeInstanceOf(IntentAlreadyOpen);
      expect(await storage.books.intents.ofConnection(firmId, target)).toHaveLength(1);
    });

    it('is free again once settled, and a late update brings nothing back', async () => {
      const { storage, firmId } = await newFirm(open);
      const target = fresh('target');
      const intent = intentOf(firmId, target);
      await storage.books.intents.open(intent);
      await storage.books.intents.settle(intent.id);
      await storage.books.intents.settle(intent.id);
      await storage.books.intents.update({ ...intent, lookUps: 1 });
      expect(await storage.books.intents.find(intent)).toBeUndefined();
      await storage.books.intents.open(intentOf(firmId, target));
    });

    it('lists those of a connection, oldest first, and of no other firm', async () => {
      const { storage, firmId } = await newFirm(open);
      const target = fresh('target');
      for (const hour of ['12', '10', '11']) {
        const openedAt = `2026-03-01T${hour}:00:00.000Z`;
        await storage.books.intents.open(intentOf(firmId, target, { sourceId: hour, openedAt }));
      }
      const listed = await storage.books.intents.ofConnection(firmId, target);
      expect(listed.map(({ sourceId }) => sourceId)).toEqual(['10', '11', '12']);
      const other = await addFirm(storage);
      expect(await storage.books.intents.ofConnection(other, target)).toEqual([]);
      expect(await storage.books.intents.find({ ...listed[0]!, firmId: other })).toBeUndefined();
    });
  });
}
