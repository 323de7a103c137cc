import { queryOptions } from '@tanstack/react-query';
import type { Session } from './answers.ts';
import { answer, api, useToken } from './client.ts';
import { isSignedOut } from './problem.ts';

function kept(session: Session): Session {
  useToken(session.csrfToken);
  return session;
}

/** Asks who is signed in, for those who must not put what is known of it at stake. Throws where nobody answers. */
export async function askForSession(): Promise<Session | null> {
  try {
    return kept(await answer(api.GET('/v1/session')));
  } catch (error) {
    if (isSignedOut(error)) return null;
    throw error;
  }
}

/** Who is signed in; `null` for nobody. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: askForSession,
});

export async function signIn(body: { key: string } | { ticket: string }): Promise<Session> {
  return kept(await answer(api.POST('/v1/session', { body })));
}

/** A session that has ended already is left, too. */
export async function signOut(): Promise<void> {
  try {
    await answer(api.DELETE('/v1/session'));
  } catch (error) {
    if (!isSignedOut(error)) throw error;
  }
}
