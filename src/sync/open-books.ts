import { Refused } from '../domain/refusals.ts';
import type { LinkScope } from '../ports/link-book.ts';
import type { Integration } from '../ports/setup-book.ts';
import type { Storage } from '../ports/storage.ts';

/** An integration, and the space in which its links are unique. */
export interface OpenedBooks {
  readonly integration: Integration;
  readonly scope: LinkScope;
}

export async function openBooksOf(storage: Storage, firmId: string, integrationId: string): Promise<OpenedBooks> {
  const integration = await storage.books.setups.find(firmId, integrationId);
  if (!integration) throw new Refused('not-found', 'There is no such integration.');
  const { source, target } = integration;
  return { integration, scope: { firmId, sourceConnectionId: source, targetConnectionId: target } };
}
