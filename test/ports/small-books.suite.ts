import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Batch } from '../../src/ports/batch-book.ts';
import type { ApiKey } from '../../src/ports/firm-book.ts';
import { LaneLost } from '../../src/ports/lane-book.ts';
import { instant, partly, text } from './arbitraries.ts';
import { addFirm, fresh, newFirm, type Open } from './opening.ts';

const plain = { noNullPrototype: true };

export function describeBatchBook(open: Open): void {
  describe('batch book', () => {
    it('gives back exactly what was saved, to its own firm', async () => {
      const { storage, firmId } = await newFirm(open);
      const stranger = await addFirm(storage);
      const batches = fc.record(
        {
          kind: fc.constantFrom('reconcile', 'backfill'),
          createdAt: instant,
          listed: fc.boolean(),
          runIds: fc.array(text, { maxLength: 4 }),
        },
        plain,
      );
      await fc.assert(
        fc.asyncProperty(batches, batches, async (first, second) => {
          const key = { id: fresh('batch'), firmId, integrationId: fresh('integration') };
          for (const parts of [first, second]) {
            const batch: Batch = { ...parts, createdAt: first.createdAt, kind: first.kind, ...key };
            await storage.books.batches.save(batch);
            expect(await storage.books.batches.find(firmId, key.id)).toStrictEqual(batch);
          }
          expect(await storage.books.batches.find(stranger, key.id)).toBeUndefined();
        }),
        { numRuns: 20 },
      );
    });

    it('finds the newest of a kind, of its own firm and integration', async () => {
      const { storage, firmId } = await newFirm(open);
      const integrationId = fresh('integration');
      const at = (createdAt: string, more: Partial<Batch> = {}): Batch => ({
        id: fresh('batch'),
        firmId,
        integrationId,
        kind: 'reconcile',
        createdAt,
        listed: true,
        runIds: [],
        ...more,
      });
      const newest = at('2026-03-02T10:00:00.000Z');
      const others = [
        at('2026-03-01T10:00:00.000Z'),
        at('2026-03-03T10:00:00.000Z', { kind: 'backfill' }),
        at('2026-03-03T10:00:00.000Z', { integrationId: fresh('integration') }),
        at('2026-03-03T10:00:00.000Z', { firmId: await addFirm(storage) }),
      ];
      for (const batch of [newest, ...others]) await storage.books.batches.save(batch);
      expect(await storage.books.batches.latest(firmId, integrationId, 'reconcile')).toStrictEqual(newest);
      expect(await storage.books.batches.latest(firmId, fresh('integration'), 'reconcile')).toBeUndefined();
    });
  });
}

export function describeCatalogueBook(open: Open): void {
  describe('catalogue book', () => {
    it('keeps the latest reading of a connection, exactly', async () => {
      const { storage } = await newFirm(open);
      const option = partly({ id: text, label: text }, { email: text });
      const parts = {
        path: text,
        label: text,
        custom: fc.boolean(),
        type: fc.constantFrom('text', 'rows'),
        writable: fc.boolean(),
      };
      const field = (level: 'contact' | 'matter') =>
        fc.array(
          partly(
            { ...parts, level: fc.constant(level) },
            { options: fc.array(option, { maxLength: 2 }), required: fc.boolean() },
          ),
          {
            maxLength: 2,
          },
        );
      const catalogues = fc.record(
        { readAt: instant, fields: fc.record({ contact: field('contact'), matter: field('matter') }, plain) },
        plain,
      );
      const connectionId = fresh('connection');
      expect(await storage.books.catalogues.find(connectionId)).toBeUndefined();
      await fc.assert(
        fc.asyncProperty(catalogues, async (read) => {
          const catalogue = { ...read, connectionId };
          await storage.books.catalogues.save(catalogue);
          expect(await storage.books.catalogues.find(connectionId)).toStrictEqual(catalogue);
        }),
        { numRuns: 20 },
      );
    });
  });
}

export function describeFirmBook(open: Open): void {
  const keyOf = (firmId: string): ApiKey => ({
    id: fresh('key'),
    firmId,
    role: 'operator',
    digest: fresh('digest'),
    createdAt: '2026-03-01T10:00:00.000Z',
  });

  describe('firm book', () => {
    it('knows firms by id, each once', async () => {
      const { storage } = await newFirm(open);
      const firm = { id: fresh('firm'), name: 'Ødegård & 王 🏛️', createdAt: '2026-03-01T10:00:00.000Z' };
      await storage.books.firms.add(firm);
      expect(await storage.books.firms.find(firm.id)).toStrictEqual(firm);
      await expect(storage.books.firms.add({ ...firm, name: 'another' })).rejects.toBeInstanceOf(Error);
      expect((await storage.books.firms.list()).filter(({ id }) => id === firm.id)).toStrictEqual([firm]);
      expect(await storage.books.firms.find(fresh('firm'))).toBeUndefined();
    });

    it('finds a key by its digest until it is removed by its own firm', async () => {
      const { storage, firmId } = await newFirm(open);
      const key = keyOf(firmId);
      await storage.books.firms.addKey(key);
      expect(await storage.books.firms.keyByDigest(key.digest)).toStrictEqual(key);
      expect(await storage.books.firms.keys(firmId)).toStrictEqual([key]);
      const stranger = await addFirm(storage);
      expect(await storage.books.firms.keys(stranger)).toEqual([]);
      expect(await storage.books.firms.removeKey(stranger, key.id)).toBe(false);
      expect(await storage.books.firms.keyByDigest(key.digest)).toBeDefined();
      expect(await storage.books.firms.removeKey(firmId, key.id)).toBe(true);
      expect(await storage.books.firms.removeKey(firmId, key.id)).toBe(false);
      expect(await storage.books.firms.keyByDigest(key.digest)).toBeUndefined();
    });

    it('refuses a second key of one digest', async () => {
      const { storage, firmId } = await newFirm(open);
      const key = keyOf(firmId);
      await storage.books.firms.addKey(key);
      await expect(storage.books.firms.addKey({ ...keyOf(firmId), digest: key.digest })).rejects.toBeInstanceOf(Error);
      expect(await storage.books.firms.keyByDigest(key.digest)).toStrictEqual(key);
    });
  });
}

export function describeLaneBook(open: Open): void {
  describe('lane book', () => {
    it('gives each claim a higher number, and the last one holds', async () => {
      const { storage } = await newFirm(open);
      const lane = fresh('target');
      const first = await storage.books.lanes.claim(lane);
      await storage.books.lanes.hold(lane, first);
      const second = await storage.books.lanes.claim(lane);
      expect(second).toBeGreaterThan(first);
      await expect(storage.books.lanes.hold(lane, first)).rejects.toBeInstanceOf(LaneLost);
      await storage.books.lanes.hold(lane, second);
      await storage.books.lanes.claim(fresh('target'));
      await storage.books.lanes.hold(lane, second);
    });

    it('holds nothing that was never claimed', async () => {
      const { storage } = await newFirm(open);
      await expect(storage.books.lanes.hold(fresh('target'), 0)).rejects.toBeInstanceOf(LaneLost);
    });

    it('never gives one number to two claims', async () => {
      const { storage } = await newFirm(open);
      const lane = fresh('target');
      const numbers = await Promise.all(Array.from({ length: 6 }, () => storage.books.lanes.claim(lane)));
      expect(new Set(numbers).size).toBe(6);
      await storage.books.lanes.hold(lane, Math.max(...numbers));
    });

    it('takes back what was written in a lane that was lost', async () => {
      const { storage, firmId } = await newFirm(open);
      const lane = fresh('target');
      const fence = await storage.books.lanes.claim(lane);
      await storage.books.lanes.claim(lane);
      const batch: Batch = {
        id: fresh('batch'),
        firmId,
        integrationId: 'i',
        kind: 'reconcile',
        createdAt: '2026-03-01T10:00:00.000Z',
        listed: false,
        runIds: [],
      };
      const work = storage.inTransaction(async (books) => {
        await books.batches.save(batch);
        await books.lanes.hold(lane, fence);
      });
      await expect(work).rejects.toBeInstanceOf(LaneLost);
      expect(await storage.books.batches.find(firmId, batch.id)).toBeUndefined();
    });
  });
}

export function describeSlotBook(open: Open): void {
  describe('slot book', () => {
    it('lets one caller act in a slot of a schedule', async () => {
      const { storage } = await newFirm(open);
      const schedule = fresh('schedule');
      const slot = '2026-03-01T03:00:00.000Z';
      const taken = await Promise.all(Array.from({ length: 6 }, () => storage.books.slots.take(schedule, slot)));
      expect(taken.filter(Boolean)).toHaveLength(1);
      expect(await storage.books.slots.take(fresh('schedule'), slot)).toBe(true);
      expect(await storage.books.slots.take(schedule, '2026-03-01T04:00:00.000Z')).toBe(true);
    });

    it('forgets slots before an instant, not the one at it', async () => {
      const { storage } = await newFirm(open);
      const schedule = fresh('schedule');
      for (const hour of ['03', '04']) await storage.books.slots.take(schedule, `1999-03-01T${hour}:00:00.000Z`);
      await storage.books.slots.forgetBefore('1999-03-01T04:00:00.000Z');
      expect(await storage.books.slots.take(schedule, '1999-03-01T03:00:00.000Z')).toBe(true);
      expect(await storage.books.slots.take(schedule, '1999-03-01T04:00:00.000Z')).toBe(false);
    });
  });
}

export function describeIdempotencyBook(open: Open): void {
  const asked = (firmId: string, key = fresh('key')) => ({
    firmId,
    route: 'POST /v1/firms',
    key,
    bodyDigest: 'd1',
    expiresAt: '2026-03-02T10:00:00.000Z',
  });
  const now = '2026-03-01T10:00:00.000Z';

  describe('idempotency book', () => {
    it('begins once, and then answers with what is there', async () => {
      const { storage, firmId } = await newFirm(open);
      const answer = asked(firmId);
      const begun = await Promise.all(Array.from({ length: 5 }, () => storage.books.idempotency.begin(answer, now)));
      expect(begun.filter((earlier) => earlier === undefined)).toHaveLength(1);
      expect(begun.filter((earlier) => earlier !== undefined)).toStrictEqual(Array.from({ length: 4 }, () => answer));
      const finished = { ...answer, status: 201, body: { id: 'ø', list: [1, { a: null }] } };
      await storage.books.idempotency.finish(finished);
      expect(await storage.books.idempotency.begin({ ...answer, bodyDigest: 'd2' }, now)).toStrictEqual(finished);
    });

    it('keeps firms, routes and keys apart', async () => {
      const { storage, firmId } = await newFirm(open);
      const answer = asked(firmId);
      const others = [
        answer,
        { ...answer, firmId: await addFirm(storage) },
        { ...answer, route: 'POST /v1/other' },
        asked(firmId),
      ];
      for (const other of others) expect(await storage.books.idempotency.begin(other, now)).toBeUndefined();
      for (const other of others) expect(await storage.books.idempotency.begin(other, now)).toStrictEqual(other);
    });

    it('begins anew once the earlier one has expired, or was abandoned', async () => {
      const { storage, firmId } = await newFirm(open);
      const answer = asked(firmId);
      await storage.books.idempotency.begin(answer, now);
      await storage.books.idempotency.finish({ ...answer, status: 200, body: null });
      const later = { ...answer, bodyDigest: 'd2', expiresAt: '2026-03-03T10:00:00.000Z' };
      expect(await storage.books.idempotency.begin(later, answer.expiresAt)).toBeUndefined();
      expect(await storage.books.idempotency.begin(answer, answer.expiresAt)).toStrictEqual(later);
      await storage.books.idempotency.abandon({ firmId, route: answer.route, key: answer.key });
      expect(await storage.books.idempotency.begin(answer, now)).toBeUndefined();
    });
  });
}
