import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../src/domain/settings/sync-settings.ts';
import type { Integration } from '../../src/ports/setup-book.ts';
import { count, instant, partly, text } from './arbitraries.ts';
import { addFirm, fresh, newFirm, type Open } from './opening.ts';

const settings = fc.record(
  {
    matterConversionSync: fc.boolean(),
    matterDocumentSync: fc.boolean(),
    matterNoteSync: fc.boolean(),
    matterRelationshipSync: fc.boolean(),
    timeZone: text,
    contactMatching: fc.constantFrom('ask', 'create'),
    conflicts: fc.constantFrom('source', 'target'),
    restoreEdits: fc.boolean(),
  },
  { noNullPrototype: true },
);
const integrations = partly(
  { settings, settingsRevision: count, mappingRevision: count, createdAt: instant },
  { schedule: fc.record({ cron: text, zone: text }, { noNullPrototype: true }), cursor: text },
);

function integrationOf(firmId: string, parts: Partial<Integration> = {}): Integration {
  return {
    id: fresh('integration'),
    firmId,
    source: 'intake',
    target: fresh('target'),
    settings: { ...defaultSettings, timeZone: 'Europe/Oslo' },
    settingsRevision: 1,
    mappingRevision: 1,
    createdAt: '2026-03-01T10:00:00.000Z',
    ...parts,
  };
}

export function describeSetupBook(open: Open): void {
  describe('setup book', () => {
    it('gives back exactly what was added and updated', async () => {
      const { storage, firmId } = await newFirm(open);
      const book = storage.books.setups;
      await fc.assert(
        fc.asyncProperty(integrations, integrations, async (first, second) => {
          const key = { id: fresh('integration'), firmId, source: 'intake', target: fresh('target') };
          await book.add({ ...first, ...key });
          expect(await book.find(firmId, key.id)).toStrictEqual({ ...first, ...key });
          await book.update({ ...second, ...key });
          expect(await book.find(firmId, key.id)).toStrictEqual({ ...second, ...key });
        }),
        { numRuns: 40 },
      );
    });

    it('adds an id once', async () => {
      const { storage, firmId } = await newFirm(open);
      const integration = integrationOf(firmId);
      await storage.books.setups.add(integration);
      await expect(storage.books.setups.add({ ...integration, target: fresh('target') })).rejects.toBeInstanceOf(Error);
      expect(await storage.books.setups.find(firmId, integration.id)).toEqual(integration);
    });

    it('keeps firms apart', async () => {
      const { storage, firmId } = await newFirm(open);
      const integration = integrationOf(firmId);
      const stranger = await addFirm(storage);
      await storage.books.setups.add(integration);
      expect(await storage.books.setups.find(stranger, integration.id)).toBeUndefined();
      expect(await storage.books.setups.list(stranger)).toEqual([]);
      await storage.books.setups.remove(stranger, integration.id);
      expect(await storage.books.setups.list(firmId)).toEqual([integration]);
      await storage.books.setups.remove(firmId, integration.id);
      expect(await storage.books.setups.list(firmId)).toEqual([]);
    });

    it('lists what is scheduled, of all firms', async () => {
      const { storage, firmId } = await newFirm(open);
      const other = await addFirm(storage);
      const schedule = { cron: '0 3 * * *', zone: 'Europe/Oslo' };
      const mine = [integrationOf(firmId, { schedule }), integrationOf(firmId), integrationOf(other, { schedule })];
      for (const integration of mine) await storage.books.setups.add(integration);
      const listed = (await storage.books.setups.scheduled()).map(({ id }) => id);
      expect(mine.filter(({ id }) => listed.includes(id))).toEqual([mine[0], mine[2]]);
    });
  });
}
