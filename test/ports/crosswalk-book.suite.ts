import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crosswalkOf, crosswalks } from './mapping-samples.ts';
import { addFirm, fresh, newFirm, type Open } from './opening.ts';

export function describeCrosswalkBook(open: Open): void {
  describe('crosswalk book', () => {
    it('gives back exactly what was saved, and a replaced crosswalk whole', async () => {
      const { storage, firmId } = await newFirm(open);
      const book = storage.books.crosswalks;
      await fc.assert(
        fc.asyncProperty(crosswalks, crosswalks, async (first, second) => {
          const key = { integrationId: fresh('integration'), firmId, name: first.name };
          for (const parts of [first, second]) {
            await book.save({ ...parts, ...key });
            expect(await book.ofIntegration(key.integrationId)).toStrictEqual([{ ...parts, ...key }]);
          }
        }),
        { numRuns: 40 },
      );
    });

    it('lists in the order of the code points of the names', async () => {
      const { storage, firmId } = await newFirm(open);
      const integrationId = fresh('integration');
      const names = ['label', 'contact:custom:9', 'contact:custom:10', 'Label', '\uffee', '😀', 'attorney'];
      for (const name of names) await storage.books.crosswalks.save(crosswalkOf(firmId, integrationId, { name }));
      const listed = await storage.books.crosswalks.ofIntegration(integrationId);
      const sorted = ['Label', 'attorney', 'contact:custom:10', 'contact:custom:9', 'label', '\uffee', '😀'];
      expect(listed.map(({ name }) => name)).toEqual(sorted);
    });

    it('keeps integrations apart, also when one of them is removed', async () => {
      const { storage, firmId } = await newFirm(open);
      const book = storage.books.crosswalks;
      const mine = crosswalkOf(firmId, fresh('integration'));
      const other = crosswalkOf(await addFirm(storage), fresh('integration'), { policy: 'leave-empty' });
      for (const crosswalk of [mine, other, crosswalkOf(firmId, mine.integrationId, { name: 'label' })]) {
        await book.save(crosswalk);
      }
      expect(await book.ofIntegration(other.integrationId)).toStrictEqual([other]);
      await book.removeAll(mine.integrationId);
      await book.removeAll(mine.integrationId);
      expect(await book.ofIntegration(mine.integrationId)).toEqual([]);
      expect(await book.ofIntegration(other.integrationId)).toStrictEqual([other]);
    });

    it('takes a replacement and a removal back with their transaction', async () => {
      const { storage, firmId } = await newFirm(open);
      const failure = new Error('taken back');
      const [replaced, removed] = [
        crosswalkOf(firmId, fresh('integration')),
        crosswalkOf(firmId, fresh('integration')),
      ];
      for (const crosswalk of [replaced, removed]) await storage.books.crosswalks.save(crosswalk);
      const work = storage.inTransaction(async ({ crosswalks }) => {
        await crosswalks.save({ ...replaced, policy: 'default', fallback: '7', table: [] });
        await crosswalks.removeAll(removed.integrationId);
        throw failure;
      });
      await expect(work).rejects.toBe(failure);
      expect(await storage.books.crosswalks.ofIntegration(replaced.integrationId)).toStrictEqual([replaced]);
      expect(await storage.books.crosswalks.ofIntegration(removed.integrationId)).toStrictEqual([removed]);
    });
  });
}
