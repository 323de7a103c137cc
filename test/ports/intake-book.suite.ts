import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sourceFieldTypes } from '../../contracts/mappings.ts';
import { objectKinds } from '../../contracts/objects/values.ts';
import type { IntakeField, MatterQuery } from '../../src/ports/intake-book.ts';
import type { Storage } from '../../src/ports/storage.ts';
import { instant, partly, text } from './arbitraries.ts';
import { bodies, contactOf, matterOf, noteOf, relationshipOf } from './intake-samples.ts';
import { addFirm, allPages, fresh, newFirm, type Open } from './opening.ts';

const idsOf = (records: readonly { readonly id: string }[]): string[] => records.map(({ id }) => id);

export function describeIntakeBook(open: Open): void {
  describe('intake book: records', () => {
    it.each(objectKinds)('gives back exactly the %s that was saved', async (kind) => {
      const { storage, firmId } = await newFirm(open);
      const book = storage.books.intake;
      const matterId = kind === 'contact' || kind === 'matter' ? '' : 'm/1 ø';
      await fc.assert(
        fc.asyncProperty(
          bodies[kind],
          bodies[kind],
          instant,
          fc.boolean(),
          async (first, second, updatedAt, deleted) => {
            const key = { firmId, kind, matterId, id: fresh('id') };
            for (const [version, body] of [
              [1, first],
              [2, second],
            ] as const) {
              const record = { ...key, body, version, updatedAt, deleted };
              await book.save(record);
              expect(await book.find(firmId, kind, matterId, key.id)).toStrictEqual(record);
            }
          },
        ),
        { numRuns: 30 },
      );
    });

    it('keeps any id apart from any other', async () => {
      const { storage, firmId } = await newFirm(open);
      const ids = ['a', 'A', 'a ', 'a/b', 'å', 'a\u030a', '%61', '🏛️', "'; --", '0', '00'];
      for (const id of ids) await storage.books.intake.save(contactOf(firmId, id, { firstName: `named ${id}` }));
      for (const id of ids) {
        const found = await storage.books.intake.find(firmId, 'contact', '', id);
        expect(found?.body.firstName).toBe(`named ${id}`);
      }
      expect((await storage.books.intake.list(firmId, 'contact', '', { limit: 100 })).items).toHaveLength(ids.length);
    });

    it('keeps firms, kinds and matters apart', async () => {
      const { storage, firmId } = await newFirm(open);
      const book = storage.books.intake;
      await book.save(noteOf(firmId, 'm1', 'x'));
      const stranger = await addFirm(storage);
      expect(await book.find(stranger, 'note', 'm1', 'x')).toBeUndefined();
      expect(await book.find(firmId, 'document', 'm1', 'x')).toBeUndefined();
      expect(await book.find(firmId, 'note', 'm2', 'x')).toBeUndefined();
      expect(await book.findMany(stranger, 'note', 'm1', ['x'])).toEqual([]);
      expect((await book.list(stranger, 'note', 'm1', { limit: 5 })).items).toEqual([]);
      expect((await book.list(firmId, 'note', 'm2', { limit: 5 })).items).toEqual([]);
      expect((await book.changedAfter(stranger, 0, 5)).matterIds).toEqual([]);
    });

    it('finds tombstones by id, but lists and searches without them', async () => {
      const { storage, firmId } = await newFirm(open);
      const book = storage.books.intake;
      const gone = matterOf(firmId, 'm2', {}, { deleted: true, version: 2 });
      for (const matter of [matterOf(firmId, 'm1'), gone]) await book.save(matter);
      expect(await book.find(firmId, 'matter', '', 'm2')).toStrictEqual(gone);
      expect(idsOf(await book.findMany(firmId, 'matter', '', ['m1', 'm2', 'm2', 'm3'])).toSorted()).toEqual([
        'm1',
        'm2',
      ]);
      expect(await book.findMany(firmId, 'matter', '', [])).toEqual([]);
      expect(idsOf((await book.list(firmId, 'matter', '', { limit: 5 })).items)).toEqual(['m1']);
      expect(idsOf((await book.searchMatters(firmId, {}, { limit: 5 })).items)).toEqual(['m1']);
    });

    it('lists in the order of the code points of the ids, complete and without repeats while records are added', async () => {
      const { storage, firmId } = await newFirm(open);
      const book = storage.books.intake;
      const ids = ['b', 'a', 'B', 'a-1', 'a1', 'é', '\uffee', '😀', 'a/1'];
      const sorted = ['B', 'a', 'a-1', 'a/1', 'a1', 'b', 'é', '\uffee', '😀'];
      for (const id of ids) await book.save(noteOf(firmId, 'm1', id));
      for (const limit of [1, 4, 9, 10]) {
        const first = await book.list(firmId, 'note', 'm1', { limit });
        expect(first.items).toHaveLength(Math.min(limit, 9));
        expect(first.nextCursor === undefined).toBe(limit >= 9);
        expect(idsOf(await allPages((page) => book.list(firmId, 'note', 'm1', page), limit))).toEqual(sorted);
      }
      const grown = await allPages(async (page) => {
        const read = await book.list(firmId, 'note', 'm1', page);
        await book.save(noteOf(firmId, 'm1', `A${fresh('added')}`));
        return read;
      }, 2);
      expect(idsOf(grown).filter((id) => sorted.includes(id))).toEqual(sorted);
    });

    it('refuses a cursor that it did not give out', async () => {
      const { storage, firmId } = await newFirm(open);
      for (const cursor of ['', 'nonsense', '{}', '[1]']) {
        const refused = { code: 'invalid-request' };
        await expect(storage.books.intake.list(firmId, 'note', 'm1', { cursor, limit: 2 })).rejects.toMatchObject(
          refused,
        );
        await expect(storage.books.intake.searchMatters(firmId, {}, { cursor, limit: 2 })).rejects.toMatchObject(
          refused,
        );
      }
    });

    it('locks a record for one transaction at a time', async () => {
      const { storage, firmId } = await newFirm(open);
      await storage.books.intake.save(matterOf(firmId, 'm1'));
      const raise = (): Promise<void> =>
        storage.inTransaction(async ({ intake }) => {
          const held = (await intake.find(firmId, 'matter', '', 'm1', true))!;
          await intake.save({ ...held, version: held.version + 1 });
        });
      await Promise.all(Array.from({ length: 5 }, raise));
      expect((await storage.books.intake.find(firmId, 'matter', '', 'm1'))!.version).toBe(6);
    });
  });

  describe('intake book: search', () => {
    const found = async (storage: Storage, firmId: string, query: MatterQuery): Promise<string[]> =>
      idsOf(await allPages((page) => storage.books.intake.searchMatters(firmId, query, page), 2));

    it("finds matters by a part of title, number or the client's name, and by status", async () => {
      const { storage, firmId } = await newFirm(open);
      const book = storage.books.intake;
      await book.save(contactOf(firmId, 'ana', { firstName: 'Ana', middleName: 'Maria', lastName: 'MÜLLER' }));
      await book.save(contactOf(firmId, 'acme', { kind: 'company', companyName: 'Acme 100% Ltd' }));
      await book.save(matterOf(firmId, 'm1', { contactId: 'ana', title: 'Lease of the Barn', number: 'X-17' }));
      await book.save(matterOf(firmId, 'm2', { contactId: 'acme', title: 'Sale', status: 'hired' }));
      await book.save(matterOf(firmId, 'm3', { contactId: 'ana', title: 'under_score', status: 'hired' }));
      await book.save(matterOf(firmId, 'm4', { contactId: 'acme', title: 'back\\slash' }));
      const cases: [MatterQuery, string[]][] = [
        [{}, ['m1', 'm2', 'm3', 'm4']],
        [{ text: 'BARN' }, ['m1']],
        [{ text: 'x-1' }, ['m1']],
        [{ text: 'müller' }, ['m1', 'm3']],
        [{ text: 'ana müller' }, ['m1', 'm3']],
        [{ text: 'Ana Maria Mü' }, ['m1', 'm3']],
        [{ text: 'acme' }, ['m2', 'm4']],
        [{ text: 'acme', status: 'hired' }, ['m2']],
        [{ status: 'hired' }, ['m2', 'm3']],
        [{ contactId: 'ana' }, ['m1', 'm3']],
        [{ contactId: 'ana', status: 'hired' }, ['m3']],
        [{ contactId: 'nobody' }, []],
        [{ ids: ['m3', 'm1', 'nothing'] }, ['m1', 'm3']],
        [{ ids: ['m3', 'm1'], text: 'barn' }, ['m1']],
        [{ ids: ['m3', 'm1'], after: 'm1' }, ['m3']],
        [{ ids: [] }, []],
        [{ after: 'm2' }, ['m3', 'm4']],
        [{ after: 'm' }, ['m1', 'm2', 'm3', 'm4']],
        [{ after: 'm2', text: 'a' }, ['m3', 'm4']],
        [{ text: '%' }, ['m2', 'm4']],
        [{ text: '_' }, ['m3']],
        [{ text: '\\' }, ['m4']],
        [{ text: 'nobody' }, []],
      ];
      for (const [query, ids] of cases) expect([query, await found(storage, firmId, query)]).toEqual([query, ids]);
      expect(await found(storage, await addFirm(storage), {})).toEqual([]);
    });

    it("goes by the client's present name", async () => {
      const { storage, firmId } = await newFirm(open);
      await storage.books.intake.save(contactOf(firmId, 'ana', { lastName: 'Maier' }));
      await storage.books.intake.save(matterOf(firmId, 'm1', { contactId: 'ana', title: 'Lease' }));
      await storage.books.intake.save(contactOf(firmId, 'ana', { lastName: 'Okafor' }));
      expect(await found(storage, firmId, { text: 'maier' })).toEqual([]);
      expect(await found(storage, firmId, { text: 'okafor' })).toEqual(['m1']);
    });
  });

  describe('intake book: changes', () => {
    /** A matter whose client works for a company, with a witness who works for another; and a bystander's matter. */
    async function family(storage: Storage, firmId: string): Promise<number> {
      const { intake } = storage.books;
      await intake.save(contactOf(firmId, 'acme', { kind: 'company' }));
      await intake.save(contactOf(firmId, 'bank', { kind: 'company' }));
      await intake.save(contactOf(firmId, 'client', { companyId: 'acme' }));
      await intake.save(contactOf(firmId, 'witness', { companyId: 'bank' }));
      await intake.save(contactOf(firmId, 'bystander'));
      await intake.save(matterOf(firmId, 'm1', { contactId: 'client' }));
      await intake.save(matterOf(firmId, 'm2', { contactId: 'bystander' }));
      await intake.save(relationshipOf(firmId, 'm1', 'r1', 'witness'));
      return (await intake.changedAfter(firmId, 0, 100)).position;
    }

    async function touched(storage: Storage, firmId: string, position: number): Promise<string[]> {
      return (await storage.books.intake.changedAfter(firmId, position, 100)).matterIds;
    }

    it.each(['client', 'witness', 'acme', 'bank'])(
      'a changed contact touches the matter it belongs to: %s',
      async (id) => {
        const { storage, firmId } = await newFirm(open);
        const position = await family(storage, firmId);
        const contact = (await storage.books.intake.find(firmId, 'contact', '', id))!;
        await storage.books.intake.save({ ...contact, version: 2 });
        expect(await touched(storage, firmId, position)).toEqual(['m1']);
      },
    );

    it('a contact of no matter touches nothing, and the position stays', async () => {
      const { storage, firmId } = await newFirm(open);
      const position = await family(storage, firmId);
      await storage.books.intake.save(contactOf(firmId, 'new'));
      expect(await storage.books.intake.changedAfter(firmId, position, 10)).toEqual({
        matterIds: [],
        position,
        more: false,
      });
    });

    it('a witness who was taken off the matter touches it no more', async () => {
      const { storage, firmId } = await newFirm(open);
      await family(storage, firmId);
      await storage.books.intake.save(relationshipOf(firmId, 'm1', 'r1', 'witness', { version: 2, deleted: true }));
      const { position } = await storage.books.intake.changedAfter(firmId, 0, 100);
      await storage.books.intake.save(contactOf(firmId, 'witness', {}, { version: 2 }));
      expect(await touched(storage, firmId, position)).toEqual([]);
    });

    it('everything in a matter touches it, deletions too', async () => {
      const { storage, firmId } = await newFirm(open);
      const { intake } = storage.books;
      let position = await family(storage, firmId);
      const writes = [
        noteOf(firmId, 'm2', 'n1'),
        noteOf(firmId, 'm2', 'n1', { version: 2, deleted: true }),
        relationshipOf(firmId, 'm2', 'r1', 'client'),
        matterOf(firmId, 'm2', { title: 'new' }, { version: 2 }),
        matterOf(firmId, 'm2', {}, { version: 3, deleted: true }),
      ];
      for (const record of writes) {
        await intake.save(record);
        const changed = await intake.changedAfter(firmId, position, 10);
        expect(changed.matterIds).toEqual(['m2']);
        expect(changed.position).toBeGreaterThan(position);
        position = changed.position;
      }
    });

    it('pages in order, each matter once, and goes on where it stopped', async () => {
      const { storage, firmId } = await newFirm(open);
      const { intake } = storage.books;
      const ids = ['m3', 'm1', 'm5', 'm2', 'm4'];
      for (const id of ids) await intake.save(matterOf(firmId, id));
      for (const id of ids) await intake.save(noteOf(firmId, id, 'n1'));
      for (const limit of [1, 2, 5, 6]) {
        const pages: string[][] = [];
        let answer = { matterIds: [''], position: 0, more: true };
        while (answer.more) {
          answer = await intake.changedAfter(firmId, answer.position, limit);
          pages.push(answer.matterIds);
        }
        expect(pages.flat()).toEqual(ids);
        expect(pages.every((page) => page.length <= limit)).toBe(true);
        expect(await intake.changedAfter(firmId, answer.position, limit)).toMatchObject({ matterIds: [], more: false });
      }
    });

    it('misses nothing that others commit meanwhile', async () => {
      const { storage, firmId } = await newFirm(open);
      const ids = Array.from({ length: 10 }, (_, at) => `m${at}`);
      const write = (id: string): Promise<void> =>
        storage.inTransaction(async ({ intake }) => {
          await intake.save(matterOf(firmId, id));
          await intake.save(noteOf(firmId, id, 'n1'));
        });
      const state = { writing: true };
      const writing = Promise.all(ids.map(write)).then(() => (state.writing = false));
      const seen = new Set<string>();
      let position = 0;
      const readOn = async (): Promise<void> => {
        const changed = await storage.books.intake.changedAfter(firmId, position, 100);
        position = changed.position;
        for (const id of changed.matterIds) seen.add(id);
      };
      while (state.writing) await readOn();
      await writing;
      await readOn();
      expect([...seen].toSorted()).toEqual(ids);
    });
  });

  describe('intake book: fields', () => {
    it('keeps definitions by firm, level and key, exactly', async () => {
      const { storage, firmId } = await newFirm(open);
      const { intake } = storage.books;
      const option = fc.record({ key: text, label: text }, { noNullPrototype: true });
      const fields = partly(
        { label: text, type: fc.constantFrom(...sourceFieldTypes) },
        { options: fc.array(option, { maxLength: 3 }) },
      );
      await fc.assert(
        fc.asyncProperty(fields, fields, async (first, second) => {
          const key = { firmId, level: 'contact' as const, key: fresh('field') };
          for (const parts of [first, second]) {
            const field: IntakeField = { ...parts, ...key };
            await intake.saveField(field);
            const saved = (await intake.fields(firmId, 'contact')).filter((other) => other.key === key.key);
            expect(saved).toStrictEqual([field]);
          }
        }),
        { numRuns: 30 },
      );
      expect(await intake.fields(firmId, 'matter')).toEqual([]);
      expect(await intake.fields(await addFirm(storage), 'contact')).toEqual([]);
    });

    it('removes a definition once', async () => {
      const { storage, firmId } = await newFirm(open);
      const { intake } = storage.books;
      for (const key of ['b', 'a']) await intake.saveField({ firmId, level: 'matter', key, label: key, type: 'text' });
      expect((await intake.fields(firmId, 'matter')).map(({ key }) => key).toSorted()).toEqual(['a', 'b']);
      expect(await intake.removeField(await addFirm(storage), 'matter', 'a')).toBe(false);
      expect(await intake.removeField(firmId, 'contact', 'a')).toBe(false);
      expect(await intake.removeField(firmId, 'matter', 'a')).toBe(true);
      expect(await intake.removeField(firmId, 'matter', 'a')).toBe(false);
      expect((await intake.fields(firmId, 'matter')).map(({ key }) => key)).toEqual(['b']);
    });
  });
}
