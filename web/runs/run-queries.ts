import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { RunStatus } from '../api/answers.ts';
import { answer, api } from '../api/client.ts';
import { isOpen } from '../words/run-words.ts';

export interface RunsFilter {
  readonly integration?: string;
  readonly matter?: string;
  readonly status?: RunStatus;
  readonly batch?: string;
  readonly cursor?: string;
  readonly limit?: number;
}

export const runsQuery = (filter: RunsFilter) =>
  queryOptions({
    queryKey: ['runs', filter],
    placeholderData: keepPreviousData,
    queryFn: () => answer(api.GET('/v1/runs', { params: { query: { limit: 25, ...filter } } })),
  });

/** Where the live stream is cut, a run that is under way is looked at now and then. */
const withoutStreamMs = 5_000;

export const runQuery = (id: string) =>
  queryOptions({
    queryKey: ['run', id],
    queryFn: () => answer(api.GET('/v1/runs/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data && isOpen(state.data) ? withoutStreamMs : false),
  });
