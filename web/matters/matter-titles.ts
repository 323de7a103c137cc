import { keepPreviousData, queryOptions, useQueries } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';

export interface MatterOfIntegration {
  readonly integrationId: string;
  readonly matterId: string;
}

/** A title changes seldom; whoever looks at runs does not wait for it anew with each of their steps. */
const staleMs = 60_000;

/** As many as one page of the list holds. */
const atOnce = 200;

const titlesQuery = (id: string, matterIds: readonly string[]) =>
  queryOptions({
    queryKey: ['matter-titles', id, matterIds],
    staleTime: staleMs,
    placeholderData: keepPreviousData,
    queryFn: async () => {
      const query = { id: matterIds.slice(0, atOnce), limit: atOnce };
      const { items } = await answer(api.GET('/v1/integrations/{id}/matters', { params: { path: { id }, query } }));
      return new Map(items.map((matter) => [matter.id, matter.title]));
    },
  });

/** Tells the title of each of the matters; nothing until it is known, or where the matter is gone. */
export function useMatterTitles(matters: readonly MatterOfIntegration[]) {
  const byIntegration = new Map<string, Set<string>>();
  for (const { integrationId, matterId } of matters)
    byIntegration.set(integrationId, (byIntegration.get(integrationId) ?? new Set()).add(matterId));
  const wanted = [...byIntegration].map(([id, ids]) => ({ id, ids: [...ids].toSorted() }));
  const found = useQueries({ queries: wanted.map(({ id, ids }) => titlesQuery(id, ids)) });
  const titles = new Map(wanted.map(({ id }, at) => [id, found[at]?.data]));
  return ({ integrationId, matterId }: MatterOfIntegration) => titles.get(integrationId)?.get(matterId);
}
