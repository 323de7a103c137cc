import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiProblem, isSignedOut } from '../api/problem.ts';
import { noteSignedOut } from './signed-out.ts';

function noteError(error: unknown): void {
  if (isSignedOut(error)) noteSignedOut(true);
}

/** A refusal stays one; what did not arrive, or broke on the way, may succeed next time. */
function mayRetry(failures: number, error: unknown): boolean {
  return failures < 3 && error instanceof ApiProblem && (error.status === 0 || error.status >= 500);
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
