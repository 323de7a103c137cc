import { randomUUID } from 'node:crypto';
import type { Storage } from '../../src/ports/storage.ts';

/**
 * Opens the storage under test. It may be the same one each time: every test works in firms of its own, and what
 * spans firms is looked at only for its own records.
 */
export type Open = () => Promise<Storage>;

/** An id that no other test has. */
export function fresh(what: string): string {
  return `${what}-${randomUUID()}`;
}

export interface Place {
  readonly storage: Storage;
  readonly firmId: string;
}

/** A storage with a new firm in it. */
export async function newFirm(open: Open): Promise<Place> {
  const storage = await open();
  return { storage, firmId: await addFirm(storage) };
}

export async function addFirm(storage: Storage): Promise<string> {
  const id = fresh('firm');
  await storage.books.firms.add({ id, name: 'Okafor & Lund', createdAt: '2026-01-01T00:00:00.000Z' });
  return id;
}

/** Reads every page of a list. */
export async function allPages<Item>(
  read: (page: { cursor?: string; limit: number }) => Promise<{ items: Item[]; nextCursor?: string }>,
  limit: number,
): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor === undefined ? { limit } : { cursor, limit });
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return items;
}
