import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Transfer } from '../../src/ports/transfer-book.ts';
import { count, dictionary, draft, instant, json, kind, partly, size, text } from './arbitraries.ts';
import { fresh, newFirm, type Open } from './opening.ts';

const transfers = partly(
  {
    kind,
    sourceId: text,
    integrationId: text,
    matterId: text,
    targetRef: text,
    version: text,
    draft,
    size,
    contentType: text,
    attempts: count,
    moved: size,
  },
  { ticket: dictionary(json), sha256: text, heartbeatAt: instant },
);

function transferOf(firmId: string, parts: Partial<Transfer> = {}): Transfer {
  return {
    id: fresh('transfer'),
    firmId,
    targetConnectionId: fresh('target'),
    sourceConnectionId: 'intake',
    kind: 'document',
    sourceId: 'm1/d1',
    runId: fresh('run'),
    integrationId: 'i1',
    matterId: 'm1',
    targetRef: '7',
    version: 'v1',
    draft: { fields: { name: 'a.pdf' }, rows: {} },
    size: 12,
    contentType: 'application/pdf',
    attempts: 0,
    moved: 0,
    ...parts,
  };
}

export function describeTransferBook(open: Open): void {
  describe('transfer book', () => {
    it('gives back exactly what was saved and replaced', async () => {
      const { storage, firmId } = await newFirm(open);
      const book = storage.books.transfers;
      await fc.assert(
        fc.asyncProperty(transfers, transfers, async (first, second) => {
          const key = {
            id: fresh('transfer'),
            firmId,
            targetConnectionId: fresh('target'),
            sourceConnectionId: 'intake',
            runId: fresh('run'),
          };
          await book.save({ ...first, ...key });
          expect(await book.find(key.id)).toStrictEqual({ ...first, ...key });
          const next = { ...second, ...key, kind: first.kind, sourceId: first.sourceId };
          await book.save(next);
          expect(await book.find(key.id)).toStrictEqual(next);
          expect(await book.ofRun(key.runId)).toStrictEqual([next]);
        }),
        { numRuns: 40 },
      );
    });

    it('has one transfer per document: a new one takes the place of the old', async () => {
      const { storage, firmId } = await newFirm(open);
      const first = transferOf(firmId);
      const second = { ...first, id: fresh('transfer'), runId: fresh('run'), version: 'v2' };
      await storage.books.transfers.save(first);
      await storage.books.transfers.save(second);
      expect(await storage.books.transfers.find(first.id)).toBeUndefined();
      expect(await storage.books.transfers.ofRun(first.runId)).toEqual([]);
      expect(await storage.books.transfers.find(second.id)).toStrictEqual(second);
      const mine = (await storage.books.transfers.all()).filter((transfer) => transfer.firmId === firmId);
      expect(mine).toStrictEqual([second]);
    });

    it('lists by run and removes by id', async () => {
      const { storage, firmId } = await newFirm(open);
      const runId = fresh('run');
      const made = ['a', 'b'].map((sourceId) => transferOf(firmId, { runId, sourceId }));
      for (const transfer of [...made, transferOf(firmId)]) await storage.books.transfers.save(transfer);
      expect((await storage.books.transfers.ofRun(runId)).map(({ id }) => id).toSorted()).toEqual(
        made.map(({ id }) => id).toSorted(),
      );
      await storage.books.transfers.remove(made[0]!.id);
      await storage.books.transfers.remove(made[0]!.id);
      expect(await storage.books.transfers.ofRun(runId)).toStrictEqual([made[1]]);
      expect((await storage.books.transfers.all()).filter((transfer) => transfer.firmId === firmId)).toHaveLength(2);
    });
  });
}
