import type { SyncFailure } from '../../../contracts/failures.ts';

/** Attempts in a row after which a run that settles nothing gives up and says so. */
const mostFailures = 8;
const shortest = 1_000;
const longest = 60_000;

/**
 * Milliseconds until a run that met a failure is tried again; `undefined` when it ends instead. A run that still has
 * to settle a lost answer never ends: it comes back at least every `settleMs`, at most every minute.
 */
export function retryDelay(
  failure: Pick<SyncFailure, 'nextStep' | 'until'>,
  failures: number,
  now: number,
  settleMs: number | undefined,
): number | undefined {
  const growing = Math.min(shortest * 2 ** (failures - 1), longest);
  if (failure.nextStep === 'wait-until')
    return Math.max(failure.until === undefined ? growing : Date.parse(failure.until) - now, shortest);
  if (settleMs !== undefined) return Math.min(Math.max(settleMs, growing), longest);
  return failure.nextStep === 'retry' && failures <= mostFailures ? growing : undefined;
}
