import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Link, LinkKey } from '../../src/domain/identity/sync-link.ts';
import type { LinkScope } from '../../src/ports/link-book.ts';
import type { IdsAfter } from '../../src/ports/run-log.ts';
import { count, dictionary, instant, kind, partly, size, text } from './arbitraries.ts';
import { addFirm, fresh, newFirm, type Open } from './opening.ts';

const fieldBase = partly({ sent: text, answered: text }, { refused: fc.constant(true as const) });
const rowBase = partly(
  { sent: text, answered: text, rowId: text, folded: text, label: text },
  { refused: fc.constant(true as const) },
);
const links = partly(
  {
    kind,
    sourceId: text,
    targetRef: text,
    origin: fc.constantFrom('created', 'adopted', 'by-hand'),
    fingerprint: text,
    sourceHash: text,
    fields: dictionary(fieldBase),
    rows: dictionary(fc.array(rowBase, { maxLength: 2 })),
    sourceDeleted: fc.boolean(),
    targetDeleted: fc.boolean(),
    mappingRevision: count,
    syncedAt: instant,
  },
  { matterId: text, url: text, document: partly({ size, version: text, uploaded: fc.boolean() }, { sha256: text }) },
);

export function linkOf(scope: LinkScope, parts: Partial<Link> = {}): Link {
  return {
    ...scope,
    kind: 'contact',
    sourceId: 'anna',
    targetRef: '7',
    origin: 'created',
    fingerprint: 'f1',
    sourceHash: 's1',
    fields: { first_name: { sent: 'a', answered: 'b' } },
    rows: {},
    sourceDeleted: false,
    targetDeleted: false,
    mappingRevision: 1,
    syncedAt: '2026-03-01T10:00:00.000Z',
    ...parts,
  };
}

function scopeIn(firmId: string): LinkScope {
  return { firmId, targetConnectionId: fresh('target'), sourceConnectionId: 'intake' };
}

function keyOf({ firmId, targetConnectionId, sourceConnectionId, kind, sourceId }: Link): LinkKey {
  return { firmId, targetConnectionId, sourceConnectionId, kind, sourceId };
}

const ids = (found: readonly Link[]): string[] => found.map(({ sourceId }) => sourceId).toSorted();

export function describeLinkBook(open: Open): void {
  describe('link book', () => {
    it('gives back exactly what was saved, and a replaced link whole', async () => {
      const { storage, firmId } = await newFirm(open);
      const book = storage.books.links;
      await fc.assert(
        fc.asyncProperty(links, links, async (first, second) => {
          const scope = scopeIn(firmId);
          const saved: Link = { ...first, ...scope };
          await book.save(saved);
          expect(await book.find(keyOf(saved))).toStrictEqual(saved);
          const replaced: Link = { ...second, ...keyOf(saved) };
          await book.save(replaced);
          expect(await book.find(keyOf(saved))).toStrictEqual(replaced);
          expect(await book.linkedIds(scope, saved.kind, { limit: 2 })).toEqual([saved.sourceId]);
        }),
        { numRuns: 40 },
      );
    });

    it('keeps links apart by every part of their key', async () => {
      const { storage, firmId } = await newFirm(open);
      const scope = scopeIn(firmId);
      const link = linkOf(scope);
      await storage.books.links.save(link);
      const others: Partial<LinkKey>[] = [
        { firmId: await addFirm(storage) },
        { targetConnectionId: fresh('target') },
        { sourceConnectionId: fresh('source') },
        { kind: 'matter' },
        { sourceId: 'Anna' },
      ];
      for (const other of others) expect(await storage.books.links.find({ ...keyOf(link), ...other })).toBeUndefined();
    });

    it('finds many of one kind and leaves out what has no link', async () => {
      const { storage, firmId } = await newFirm(open);
      const scope = scopeIn(firmId);
      for (const sourceId of ['a', 'b', 'c']) await storage.books.links.save(linkOf(scope, { sourceId }));
      await storage.books.links.save(linkOf(scope, { kind: 'matter', sourceId: 'd' }));
      const found = await storage.books.links.findMany(scope, 'contact', ['c', 'a', 'a', 'd', 'nobody']);
      expect(ids(found)).toEqual(['a', 'c']);
      expect(await storage.books.links.findMany(scope, 'contact', [])).toEqual([]);
      expect(
        await storage.books.links.findMany({ ...scope, firmId: await addFirm(storage) }, 'contact', ['a']),
      ).toEqual([]);
    });

    it('tells in parts, in the order of the code points, what of a kind has a link', async () => {
      const { storage, firmId } = await newFirm(open);
      const scope = scopeIn(firmId);
      for (const sourceId of ['b', 'a', 'B', '😀', '\uffee'])
        await storage.books.links.save(linkOf(scope, { sourceId }));
      await storage.books.links.save(linkOf(scope, { kind: 'matter', sourceId: 'd' }));
      await storage.books.links.save(linkOf(scopeIn(firmId), { sourceId: 'elsewhere' }));
      const linked = (part: IdsAfter) => storage.books.links.linkedIds(scope, 'contact', part);
      expect(await linked({ limit: 9 })).toEqual(['B', 'a', 'b', '\uffee', '😀']);
      expect(await linked({ limit: 2 })).toEqual(['B', 'a']);
      expect(await linked({ after: 'a', limit: 2 })).toEqual(['b', '\uffee']);
      expect(await linked({ after: '😀', limit: 2 })).toEqual([]);
    });

    it('lists the links of a matter, those whose source is gone included', async () => {
      const { storage, firmId } = await newFirm(open);
      const scope = scopeIn(firmId);
      const save = (parts: Partial<Link>): Promise<void> => storage.books.links.save(linkOf(scope, parts));
      await save({ kind: 'note', sourceId: 'm1/n1', matterId: 'm1' });
      await save({ kind: 'document', sourceId: 'm1/d1', matterId: 'm1', sourceDeleted: true });
      await save({ kind: 'note', sourceId: 'm2/n1', matterId: 'm2' });
      await save({ kind: 'matter', sourceId: 'm1' });
      expect(ids(await storage.books.links.ofMatter(scope, 'm1'))).toEqual(['m1/d1', 'm1/n1']);
      expect(await storage.books.links.ofMatter({ ...scope, firmId: await addFirm(storage) }, 'm1')).toEqual([]);
    });

    it('finds whoever is tied to a reference, from any source of the firm', async () => {
      const { storage, firmId } = await newFirm(open);
      const scope = scopeIn(firmId);
      const books = storage.books.links;
      await books.save(linkOf(scope, { sourceId: 'a', targetRef: '7' }));
      await books.save(linkOf({ ...scope, sourceConnectionId: fresh('crm') }, { sourceId: 'b', targetRef: '7' }));
      await books.save(linkOf(scope, { sourceId: 'c', targetRef: '8' }));
      await books.save(linkOf(scope, { kind: 'matter', sourceId: 'd', targetRef: '7' }));
      await books.save(linkOf(scopeIn(firmId), { sourceId: 'e', targetRef: '7' }));
      const by = (refs: string[]): Promise<Link[]> =>
        books.byTargetRefs(firmId, scope.targetConnectionId, 'contact', refs);
      expect(ids(await by(['7']))).toEqual(['a', 'b']);
      expect(ids(await by(['7', '7', '8', '9']))).toEqual(['a', 'b', 'c']);
      expect(await by([])).toEqual([]);
      expect(await books.byTargetRefs(await addFirm(storage), scope.targetConnectionId, 'contact', ['7'])).toEqual([]);
      await books.save(linkOf(scope, { sourceId: 'a', targetRef: '9' }));
      expect(ids(await by(['7']))).toEqual(['b']);
    });

    it('removes a link, and nothing where there is none', async () => {
      const { storage, firmId } = await newFirm(open);
      const link = linkOf(scopeIn(firmId));
      await storage.books.links.save(link);
      await storage.books.links.remove({ ...keyOf(link), sourceId: 'somebody else' });
      expect(await storage.books.links.find(keyOf(link))).toBeDefined();
      await storage.books.links.remove(keyOf(link));
      await storage.books.links.remove(keyOf(link));
      expect(await storage.books.links.find(keyOf(link))).toBeUndefined();
      expect(await storage.books.links.byTargetRefs(firmId, link.targetConnectionId, 'contact', ['7'])).toEqual([]);
    });
  });
}
