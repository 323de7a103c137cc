import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TargetFieldTaken } from '../../src/ports/mapping-book.ts';
import { mappingOf, mappingParts } from './mapping-samples.ts';
import { addFirm, fresh, newFirm, type Open } from './opening.ts';

const idsOf = (mappings: readonly { readonly id: string }[]): string[] => mappings.map(({ id }) => id);

export function describeMappingBook(open: Open): void {
  describe('mapping book', () => {
    it('gives back exactly what was saved, and a replaced mapping whole', async () => {
      const { storage, firmId } = await newFirm(open);
      const book = storage.books.mappings;
      await fc.assert(
        fc.asyncProperty(mappingParts, mappingParts, async (first, second) => {
          const key = { id: fresh('mapping'), integrationId: fresh('integration'), firmId };
          for (const parts of [first, second]) {
            await book.save({ ...parts, ...key });
            expect(await book.ofIntegration(key.integrationId)).toStrictEqual([{ ...parts, ...key }]);
          }
        }),
        { numRuns: 40 },
      );
    });

    it('lists in the order of making, in which a replaced mapping keeps its place', async () => {
      const { storage, firmId } = await newFirm(open);
      const book = storage.books.mappings;
      const integrationId = fresh('integration');
      const made = ['c', 'a', 'b'].map((targetField) =>
        mappingOf(firmId, integrationId, { id: fresh(targetField), targetField }),
      );
      for (const mapping of made) await book.save(mapping);
      const replaced = { ...made[0]!, targetField: 'd', eraseBlank: true };
      await book.save(replaced);
      expect(await book.ofIntegration(integrationId)).toStrictEqual([replaced, ...made.slice(1)]);
    });

    it('fills a target field of a level once per integration, and changes nothing when it is taken', async () => {
      const { storage, firmId } = await newFirm(open);
      const book = storage.books.mappings;
      const integrationId = fresh('integration');
      const [holder, other] = [mappingOf(firmId, integrationId), mappingOf(firmId, integrationId, { level: 'matter' })];
      for (const mapping of [holder, other]) await book.save(mapping);
      const added = mappingOf(firmId, integrationId, { sourceField: 'custom:other' });
      await expect(book.save(added)).rejects.toBeInstanceOf(TargetFieldTaken);
      const moved = { ...other, level: holder.level, sourceField: 'custom:other' };
      await expect(book.save(moved)).rejects.toBeInstanceOf(TargetFieldTaken);
      expect(await book.ofIntegration(integrationId)).toStrictEqual([holder, other]);
      await book.save(mappingOf(firmId, integrationId, { targetField: 'custom:70' }));
      await book.save(mappingOf(firmId, fresh('integration')));
      await book.save({ ...holder, sourceField: 'custom:other' });
    });

    it('lets one through when several fill a target field at once', async () => {
      const { storage, firmId } = await newFirm(open);
      const integrationId = fresh('integration');
      const tries = Array.from({ length: 6 }, () => mappingOf(firmId, integrationId));
      const settled = await Promise.allSettled(tries.map((mapping) => storage.books.mappings.save(mapping)));
      const refused = settled.filter((result) => result.status === 'rejected');
      expect(refused).toHaveLength(5);
      for (const result of refused) expect(result.reason).toBeInstanceOf(TargetFieldTaken);
      const [kept, ...more] = await storage.books.mappings.ofIntegration(integrationId);
      expect(more).toEqual([]);
      expect(kept).toStrictEqual(tries[settled.findIndex(({ status }) => status === 'fulfilled')]);
    });

    it('lets one through when two mappings move to a target field at once', async () => {
      const { storage, firmId } = await newFirm(open);
      const book = storage.books.mappings;
      const integrationId = fresh('integration');
      const made = ['a', 'b'].map((targetField) => mappingOf(firmId, integrationId, { targetField }));
      for (const mapping of made) await book.save(mapping);
      const moves = made.map((mapping) => book.save({ ...mapping, targetField: 'c' }));
      const settled = await Promise.allSettled(moves);
      expect(settled.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      const fields = (await book.ofIntegration(integrationId)).map(({ targetField }) => targetField);
      expect(fields).toEqual(settled[0]?.status === 'fulfilled' ? ['c', 'b'] : ['a', 'c']);
    });

    it('lets a transaction go on after a target field was taken', async () => {
      const { storage, firmId } = await newFirm(open);
      const integrationId = fresh('integration');
      const [holder, after] = [
        mappingOf(firmId, integrationId),
        mappingOf(firmId, integrationId, { targetField: 'b' }),
      ];
      await storage.inTransaction(async ({ mappings }) => {
        await mappings.save(holder);
        const taken = mappings.save(mappingOf(firmId, integrationId));
        await expect(taken).rejects.toBeInstanceOf(TargetFieldTaken);
        await mappings.save(after);
      });
      expect(await storage.books.mappings.ofIntegration(integrationId)).toStrictEqual([holder, after]);
    });

    it('takes a transaction back as a whole when a target field is taken', async () => {
      const { storage, firmId } = await newFirm(open);
      const integrationId = fresh('integration');
      const [kept, removed] = [
        mappingOf(firmId, integrationId),
        mappingOf(firmId, integrationId, { targetField: 'b' }),
      ];
      for (const mapping of [kept, removed]) await storage.books.mappings.save(mapping);
      const work = storage.inTransaction(async ({ mappings }) => {
        await mappings.save({ ...kept, eraseBlank: true });
        await mappings.remove(integrationId, removed.id);
        await mappings.save(mappingOf(firmId, integrationId, { targetField: 'c' }));
        await mappings.save(mappingOf(firmId, integrationId));
      });
      await expect(work).rejects.toBeInstanceOf(TargetFieldTaken);
      expect(await storage.books.mappings.ofIntegration(integrationId)).toStrictEqual([kept, removed]);
    });

    it('removes a mapping once, with which its target field is free, and all with the integration', async () => {
      const { storage, firmId } = await newFirm(open);
      const book = storage.books.mappings;
      const [integrationId, other] = [fresh('integration'), fresh('integration')];
      const elsewhere = mappingOf(await addFirm(storage), other);
      const mapping = mappingOf(firmId, integrationId);
      for (const each of [mapping, elsewhere]) await book.save(each);
      expect(await book.remove(other, mapping.id)).toBe(false);
      expect(idsOf(await book.ofIntegration(integrationId))).toEqual([mapping.id]);
      expect(await book.remove(integrationId, mapping.id)).toBe(true);
      expect(await book.remove(integrationId, mapping.id)).toBe(false);
      await book.save(mappingOf(firmId, integrationId));
      await book.save(mappingOf(firmId, integrationId, { targetField: 'b' }));
      await book.removeAll(integrationId);
      await book.removeAll(integrationId);
      expect(await book.ofIntegration(integrationId)).toEqual([]);
      expect(await book.ofIntegration(other)).toStrictEqual([elsewhere]);
    });
  });
}
