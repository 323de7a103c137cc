import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiProblem, isSignedOut } from '../api/problem.ts';
import { sessionQuery } from '../api/session.ts';
import { noteSignedOut } from './signed-out.ts';

function noteError(error: unknown): void {
  if (isSignedOut(error)) noteSignedOut(true);
}

/** A refusal stays one; what did not arrive, or broke on the way, may succeed next time. */
function mayRetry(failures: number, error: unknown): boolean {
  return failures < 3 && error instanceof ApiProblem && (error.status === 0 || error.status >= 500);
}

/**
 * Asks anew for everything on screen, except who is signed in: an answer of nobody would take every form off the page,
 * with what is typed in it, before the dialog for signing in could keep it.
 */
export function refreshAll(client: QueryClient): Promise<void> {
  const [session] = sessionQuery.queryKey;
  return client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== session });
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: noteError }),
    mutationCache: new MutationCache({
      // The form for signing in tells its own refusals.
      onError: (error, _variables, _result, mutation) => {
        if (mutation.meta?.['signsIn'] !== true) noteError(error);
      },
    }),
    defaultOptions: { queries: { retry: mayRetry, staleTime: 5_000 } },
  });
}
