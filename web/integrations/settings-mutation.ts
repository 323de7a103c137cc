import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Integration, Settings } from '../api/answers.ts';
import { answer, api } from '../api/client.ts';
import { integrationsQuery } from './integration-queries.ts';

function withSettings(integrations: Integration[] | undefined, id: string, changed: Partial<Settings>) {
  return integrations?.map((one) => (one.id === id ? { ...one, settings: { ...one.settings, ...changed } } : one));
}

/** Shows the change at once and takes it back if the server does not want it. */
export function useChangeSettings(id: string) {
  const client = useQueryClient();
  const { queryKey } = integrationsQuery;
  return useMutation({
    mutationFn: (changed: Partial<Settings>) =>
      answer(api.PATCH('/v1/integrations/{id}/settings', { params: { path: { id } }, body: changed })),
    onMutate: async (changed) => {
      await client.cancelQueries({ queryKey });
      const before = client.getQueryData(queryKey);
      client.setQueryData(queryKey, (now) => withSettings(now, id, changed));
      return { before };
    },
    onError: (_error, _changed, result) => client.setQueryData(queryKey, result?.before),
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
}
