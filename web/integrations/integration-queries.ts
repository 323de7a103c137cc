import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Integration } from '../api/answers.ts';
import { answer, api } from '../api/client.ts';

export const systemsQuery = queryOptions({
  queryKey: ['systems'],
  staleTime: 60_000,
  queryFn: async () => (await answer(api.GET('/v1/plugins'))).items,
});

export const connectionsQuery = queryOptions({
  queryKey: ['connections'],
  // A run finds out that an access has ended; whoever comes here to mend it must see that.
  staleTime: 0,
  queryFn: async () => (await answer(api.GET('/v1/connections'))).items,
});

export const integrationsQuery = queryOptions({
  queryKey: ['integrations'],
  queryFn: async () => (await answer(api.GET('/v1/integrations'))).items,
});

export const mappingsQuery = (id: string) =>
  queryOptions({
    queryKey: ['mappings', id],
    queryFn: async () => (await answer(api.GET('/v1/integrations/{id}/mappings', { params: { path: { id } } }))).items,
  });

export const fieldsQuery = (id: string, side: 'source' | 'target', level: 'contact' | 'matter') =>
  queryOptions({
    queryKey: ['fields', id, side, level],
    staleTime: 5 * 60_000,
    queryFn: async () =>
      (await answer(api.GET('/v1/integrations/{id}/fields', { params: { path: { id }, query: { side, level } } })))
        .items,
  });

/** What the two ends of an integration are called. */
export function useEnds() {
  const { data: systems = [] } = useQuery(systemsQuery);
  const { data: connections = [] } = useQuery(connectionsQuery);
  const connectionOf = (id: string) => connections.find((one) => one.id === id);
  const systemOf = (id: string) => systems.find((one) => one.id === connectionOf(id)?.system);
  return {
    source: ({ source }: Pick<Integration, 'source'>) =>
      source === 'intake' ? 'Intake' : (systemOf(source)?.title ?? source),
    target: ({ target }: Pick<Integration, 'target'>) => systemOf(target)?.title ?? 'the target',
    account: ({ target }: Pick<Integration, 'target'>) => connectionOf(target)?.account?.name,
  };
}

/** What the target of an integration is called; in general words while that is not known. */
export function useTargetTitle(integrationId: string): string {
  const { data: integrations } = useQuery(integrationsQuery);
  const ends = useEnds();
  const integration = integrations?.find(({ id }) => id === integrationId);
  return integration ? ends.target(integration) : 'the target';
}
