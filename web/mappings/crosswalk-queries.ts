import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import type { Crosswalk } from './mapping-answers.ts';
import { refreshMappings } from './mapping-edits.ts';

export const crosswalkNamesQuery = (id: string) =>
  queryOptions({
    queryKey: ['crosswalks', id],
    queryFn: async () =>
      (await answer(api.GET('/v1/integrations/{id}/crosswalks', { params: { path: { id } } }))).items.map(
        ({ name }) => name,
      ),
  });

export const crosswalkQuery = (id: string, name: string) =>
  queryOptions({
    queryKey: ['crosswalk', id, name],
    queryFn: () => answer(api.GET('/v1/integrations/{id}/crosswalks/{name}', { params: { path: { id, name } } })),
  });

export type CrosswalkRules = Pick<Crosswalk, 'policy' | 'table'> & { readonly fallback?: string };

/** Replaces the table and the policy in one go. */
export function useSaveCrosswalk(id: string, name: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: CrosswalkRules) =>
      answer(api.PUT('/v1/integrations/{id}/crosswalks/{name}', { params: { path: { id, name } }, body })),
    onSuccess: async (saved) => {
      client.setQueryData(crosswalkQuery(id, name).queryKey, saved);
      await refreshMappings(client, id);
    },
  });
}
