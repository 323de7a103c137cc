import { queryOptions } from '@tanstack/react-query';
import type { ListedMatter, SyncState } from '../api/answers.ts';
import { answer, api } from '../api/client.ts';

export interface MattersFilter {
  readonly q?: string;
  readonly status?: ListedMatter['status'];
  readonly state?: SyncState;
  readonly cursor?: string;
  readonly limit?: number;
}

const pageSize = 50;

interface Page {
  readonly items: ListedMatter[];
  readonly nextCursor?: string;
}

/** One page of an integration's matters; the page before stays on screen until this one is there. */
export const mattersQuery = (id: string, filter: MattersFilter) =>
  queryOptions({
    queryKey: ['matters', id, filter],
    // Rows of another integration would lead to matters that this one does not have.
    placeholderData: (before: Page | undefined, query) => (query?.queryKey[1] === id ? before : undefined),
    queryFn: ({ signal }) =>
      answer(
        api.GET('/v1/integrations/{id}/matters', {
          params: { path: { id }, query: { limit: pageSize, ...filter } },
          signal,
        }),
      ),
  });

export const matterQuery = (id: string, matterId: string) =>
  queryOptions({
    queryKey: ['matter', id, matterId],
    queryFn: () => answer(api.GET('/v1/integrations/{id}/matters/{matterId}', { params: { path: { id, matterId } } })),
  });
