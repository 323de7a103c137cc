import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';

export interface ConnectWish {
  readonly system: string;
  readonly region?: string;
  readonly keyFields: boolean;
  readonly credentials?: Readonly<Record<string, string>>;
}

interface ReconnectWish {
  readonly id: string;
  readonly credentials?: Readonly<Record<string, string>>;
}

function leaveFor(url: string | undefined): void {
  if (url !== undefined) location.assign(url);
}

/** Everything that can be done with connections; each refreshes the lists when it is done. */
export function useConnectionActions() {
  const client = useQueryClient();
  const refresh = async (): Promise<void> => {
    await client.invalidateQueries({ queryKey: ['connections'] });
    await client.invalidateQueries({ queryKey: ['integrations'] });
  };
  const path = (id: string) => ({ params: { path: { id } } });
  return {
    connect: useMutation({
      mutationFn: ({ credentials, ...wish }: ConnectWish) =>
        answer(
          api.POST('/v1/connections', { body: { ...wish, ...(credentials && { credentials: { ...credentials } }) } }),
        ),
      onSuccess: async ({ authorizationUrl }) => {
        leaveFor(authorizationUrl);
        await refresh();
      },
    }),
    reconnect: useMutation({
      mutationFn: ({ id, credentials }: ReconnectWish) =>
        answer(
          api.POST('/v1/connections/{id}/authorize', {
            ...path(id),
            body: credentials ? { credentials: { ...credentials } } : {},
          }),
        ),
      onSuccess: async ({ authorizationUrl }) => {
        leaveFor(authorizationUrl);
        await refresh();
      },
    }),
    verify: useMutation({
      mutationFn: (id: string) => answer(api.POST('/v1/connections/{id}/verify', path(id))),
      onSettled: refresh,
    }),
    disconnect: useMutation({
      mutationFn: (id: string) => answer(api.DELETE('/v1/connections/{id}', path(id))),
      onSuccess: refresh,
    }),
  };
}
