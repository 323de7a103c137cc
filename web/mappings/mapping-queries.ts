import { queryOptions, skipToken } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import type { Check } from './mapping-answers.ts';
import type { CompleteMapping } from './mapping-draft.ts';

const of = (id: string) => ({ path: { id } });

export const suggestionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['suggestions', id],
    queryFn: async () =>
      (await answer(api.GET('/v1/integrations/{id}/mappings/suggestions', { params: of(id) }))).items,
  });

/** The last check; kept only as long as nothing was edited since. */
export const checkQuery = (id: string) =>
  queryOptions<Check>({ queryKey: ['mapping-check', id], queryFn: skipToken, staleTime: Number.POSITIVE_INFINITY });

/** What a mapping would make of a matter; its refusal is the server's judgement of the pair. */
export const tryQuery = (id: string, wanted: CompleteMapping | undefined, matterId: string | undefined) =>
  queryOptions({
    queryKey: ['try', id, wanted, matterId],
    queryFn:
      wanted && matterId !== undefined
        ? async () =>
            (
              await answer(
                api.POST('/v1/integrations/{id}/mappings/try', { params: of(id), body: { ...wanted, matterId } }),
              )
            ).items
        : skipToken,
  });
