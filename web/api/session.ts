import { queryOptions } from '@tanstack/react-query';
import type { Session } from './answers.ts';
import { answer, api, useToken } from './client.ts';
import { isSignedOut } from './problem.ts';

function kept(session: Session): Session {
  useToken(session.csrfToken);
  return session;
}

/** Who is signed in; `null` for nobody. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async (): Promise<Session | null> => {
    try {
      return kept(await answer(api.GET('/v1/session')));
    } catch (error) {
      if (isSignedOut(error)) return null;
      throw error;
    }
  },
});

export async function signIn(body: { key: string } | { ticket: string }): Promise<Session> {
  return kept(await answer(api.POST('/v1/session', { body })));
}

export async function signOut(): Promise<void> {
  await answer(api.DELETE('/v1/session'));
}
