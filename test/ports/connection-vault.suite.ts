import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Connection } from '../../src/ports/connection-vault.ts';
import { dictionary, instant, json, partly, text } from './arbitraries.ts';
import { addFirm, fresh, newFirm, type Open } from './opening.ts';

const statuses = ['awaiting-authorization', 'connected', 'needs-reconnect', 'disconnected'] as const;
const connections = partly(
  { system: text, keyFields: fc.boolean(), status: fc.constantFrom(...statuses), createdAt: instant },
  {
    region: text,
    label: text,
    account: partly({ id: text, name: text }, { timeZone: text, user: text }),
    setUp: dictionary(json),
    connectedAt: instant,
  },
);
const credentials = partly(
  { accessToken: text },
  { refreshToken: text, expiresAt: fc.integer({ min: 0, max: 4_102_444_800_000 }) },
);

function connectionOf(firmId: string, parts: Partial<Connection> = {}): Connection {
  return {
    id: fresh('connection'),
    firmId,
    system: 'clio',
    keyFields: true,
    status: 'connected',
    createdAt: '2026-03-01T10:00:00.000Z',
    ...parts,
  };
}

export function describeConnectionVault(open: Open): void {
  describe('connection vault', () => {
    it('gives back exactly what was added and updated', async () => {
      const { storage, firmId } = await newFirm(open);
      const vault = storage.books.connections;
      await fc.assert(
        fc.asyncProperty(connections, connections, async (first, second) => {
          const added: Connection = { ...first, id: fresh('connection'), firmId };
          await vault.add(added);
          expect(await vault.find(firmId, added.id)).toStrictEqual(added);
          const updated: Connection = { ...second, id: added.id, firmId };
          await vault.update(updated);
          expect(await vault.find(firmId, added.id)).toStrictEqual(updated);
        }),
        { numRuns: 40 },
      );
    });

    it('keeps firms apart', async () => {
      const { storage, firmId } = await newFirm(open);
      const connection = connectionOf(firmId);
      const stranger = await addFirm(storage);
      await storage.books.connections.add(connection);
      expect(await storage.books.connections.find(stranger, connection.id)).toBeUndefined();
      expect(await storage.books.connections.list(stranger)).toEqual([]);
      await storage.books.connections.remove(stranger, connection.id);
      expect(await storage.books.connections.list(firmId)).toEqual([connection]);
    });

    it('keeps, replaces and forgets credentials', async () => {
      const { storage, firmId } = await newFirm(open);
      const { id } = connectionOf(firmId);
      await storage.books.connections.add(connectionOf(firmId, { id }));
      expect(await storage.books.connections.credentials(id)).toBeUndefined();
      await fc.assert(
        fc.asyncProperty(credentials, async (kept) => {
          await storage.books.connections.keepCredentials(id, kept);
          expect(await storage.books.connections.credentials(id)).toStrictEqual(kept);
        }),
        { numRuns: 20 },
      );
      await storage.books.connections.keepCredentials(id, undefined);
      expect(await storage.books.connections.credentials(id)).toBeUndefined();
    });

    it('removes the credentials with the connection', async () => {
      const { storage, firmId } = await newFirm(open);
      const connection = connectionOf(firmId);
      await storage.books.connections.add(connection);
      await storage.books.connections.keepCredentials(connection.id, { accessToken: 'secret' });
      await storage.books.connections.remove(firmId, connection.id);
      expect(await storage.books.connections.find(firmId, connection.id)).toBeUndefined();
      expect(await storage.books.connections.credentials(connection.id)).toBeUndefined();
    });

    it('lets one renewal at a time hold the credentials', async () => {
      const { storage, firmId } = await newFirm(open);
      const { id } = connectionOf(firmId);
      await storage.books.connections.add(connectionOf(firmId, { id }));
      await storage.books.connections.keepCredentials(id, { accessToken: '0' });
      const renew = (): Promise<void> =>
        storage.inTransaction(async ({ connections }) => {
          const held = await connections.credentials(id, true);
          await connections.keepCredentials(id, { accessToken: String(Number(held?.accessToken) + 1) });
        });
      await Promise.all(Array.from({ length: 5 }, renew));
      expect(await storage.books.connections.credentials(id)).toEqual({ accessToken: '5' });
    });

    it('gives a pending authorization out once', async () => {
      const { storage, firmId } = await newFirm(open);
      const connection = connectionOf(firmId);
      await storage.books.connections.add(connection);
      const bare = {
        stateDigest: fresh('state'),
        firmId,
        connectionId: connection.id,
        expiresAt: '2026-03-01T10:10:00.000Z',
      };
      const pending = { ...bare, stateDigest: fresh('state'), browserSession: 'b-1' };
      await storage.books.connections.keepPending(bare);
      await storage.books.connections.keepPending(pending);
      const takes = Array.from({ length: 4 }, () => storage.books.connections.takePending(pending.stateDigest));
      expect((await Promise.all(takes)).filter((taken) => taken !== undefined)).toStrictEqual([pending]);
      expect(await storage.books.connections.takePending(bare.stateDigest)).toStrictEqual(bare);
      expect(await storage.books.connections.takePending(fresh('state'))).toBeUndefined();
    });
  });
}
