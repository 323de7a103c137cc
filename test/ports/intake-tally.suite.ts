import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldValue } from '../../contracts/objects/values.ts';
import type { TalliedValue } from '../../src/ports/intake-book.ts';
import type { Storage } from '../../src/ports/storage.ts';
import { fieldValue, text } from './arbitraries.ts';
import { contactOf, matterOf, noteOf, relationshipOf } from './intake-samples.ts';
import { addFirm, fresh, newFirm, type Open } from './opening.ts';

const language = ['customFields', 'language'];

async function saveLanguages(storage: Storage, firmId: string, values: readonly FieldValue[]): Promise<void> {
  for (const value of values) {
    await storage.books.intake.save(contactOf(firmId, fresh('contact'), { customFields: { language: value } }));
  }
}

export function describeIntakeTally(open: Open): void {
  describe('intake book: tally', () => {
    it('counts equal values together, the most frequent first, equal ones by the code points of their JSON', async () => {
      const { storage, firmId } = await newFirm(open);
      const values = [
        '😀',
        'b',
        '\uffee',
        'B',
        'a',
        'b',
        1,
        1,
        true,
        '1',
        10,
        9,
        ['x', 'y'],
        ['y', 'x'],
        ['x', 'y'],
        [],
      ];
      await saveLanguages(storage, firmId, values);
      const counted: TalliedValue[] = [
        ...['b', 1, ['x', 'y']].map((value) => ({ value, count: 2 })),
        ...['1', 'B', 'a', '\uffee', '😀', 10, 9, ['y', 'x'], [], true].map((value) => ({ value, count: 1 })),
      ];
      expect(await storage.books.intake.tally(firmId, 'contact', language, 100)).toStrictEqual(counted);
      for (const limit of [1, 3, 5]) {
        const some = await storage.books.intake.tally(firmId, 'contact', language, limit);
        expect(some).toStrictEqual(counted.slice(0, limit));
      }
    });

    it('counts whatever values records hold as often as they hold them', async () => {
      const { storage } = await newFirm(open);
      await fc.assert(
        fc.asyncProperty(text, fc.array(fieldValue, { maxLength: 6 }), async (key, values) => {
          const firmId = fresh('firm');
          for (const [at, value] of values.entries()) {
            await storage.books.intake.save(matterOf(firmId, `m${at}`, { customFields: { [key]: value } }));
          }
          const tallied = await storage.books.intake.tally(firmId, 'matter', ['customFields', key], 100);
          const spread = tallied.flatMap(({ value, count }) => Array.from({ length: count }, () => value));
          const inOrder = (held: readonly unknown[]): string[] => held.map((value) => JSON.stringify(value)).toSorted();
          expect(inOrder(spread)).toEqual(inOrder(values.filter((value) => value !== null)));
          expect(new Set(inOrder(tallied.map(({ value }) => value))).size).toBe(tallied.length);
        }),
        { numRuns: 30 },
      );
    });

    it('counts colleagues, whichever of their keys was written first', async () => {
      const { storage, firmId } = await newFirm(open);
      const [ana, ben] = [
        { email: 'z@x.example', name: 'Ana' },
        { email: 'a@x.example', name: 'Ben' },
      ];
      const held = [ben, ana, { name: 'Ben', email: 'a@x.example' }, { name: 'Ana' }, { email: 'z@x.example' }, {}];
      for (const [at, responsibleAttorney] of held.entries()) {
        await storage.books.intake.save(matterOf(firmId, `m${at}`, { responsibleAttorney }));
      }
      const tallied = await storage.books.intake.tally(firmId, 'matter', ['responsibleAttorney'], 10);
      expect(tallied).toStrictEqual([
        { value: ben, count: 2 },
        { value: { email: 'z@x.example' }, count: 1 },
        { value: ana, count: 1 },
        { value: { name: 'Ana' }, count: 1 },
        { value: {}, count: 1 },
      ]);
    });

    it('leaves out tombstones, blank fields and absent ones', async () => {
      const { storage, firmId } = await newFirm(open);
      await saveLanguages(storage, firmId, ['en', null]);
      const { intake } = storage.books;
      await intake.save(contactOf(firmId, 'without'));
      await intake.save(contactOf(firmId, 'gone', { customFields: { language: 'de' } }, { deleted: true }));
      expect(await intake.tally(firmId, 'contact', language, 10)).toStrictEqual([{ value: 'en', count: 1 }]);
      for (const place of [
        ['customFields', 'toString'],
        ['customFields', 'language', 'length'],
        ['x', 'y'],
        ['emails', 'length'],
      ]) {
        expect([place, await intake.tally(firmId, 'contact', place, 10)]).toEqual([place, []]);
      }
    });

    it('follows a record that changes, is deleted and comes back', async () => {
      const { storage, firmId } = await newFirm(open);
      const { intake } = storage.books;
      const ofStage = async (): Promise<TalliedValue[]> => intake.tally(firmId, 'matter', ['stage'], 10);
      await intake.save(matterOf(firmId, 'm1', { stage: 'New' }));
      await intake.save(matterOf(firmId, 'm1', { stage: 'Signed' }));
      expect(await ofStage()).toStrictEqual([{ value: 'Signed', count: 1 }]);
      await intake.save(matterOf(firmId, 'm1', { stage: 'Signed' }, { deleted: true }));
      expect(await ofStage()).toEqual([]);
      await intake.save(matterOf(firmId, 'm1', { stage: 'Signed' }));
      expect(await ofStage()).toStrictEqual([{ value: 'Signed', count: 1 }]);
    });

    it('counts across matters, and of the firm and the kind alone', async () => {
      const { storage, firmId } = await newFirm(open);
      const { intake } = storage.books;
      for (const matterId of ['m1', 'm2']) await intake.save(relationshipOf(firmId, matterId, 'r1', 'ana'));
      await intake.save(noteOf(firmId, 'm1', 'n1'));
      expect(await intake.tally(firmId, 'relationship', ['label'], 10)).toStrictEqual([{ value: 'Witness', count: 2 }]);
      expect(await intake.tally(firmId, 'note', ['label'], 10)).toEqual([]);
      expect(await intake.tally(await addFirm(storage), 'relationship', ['label'], 10)).toEqual([]);
    });
  });
}
