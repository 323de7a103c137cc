import type { Retried, RunWish } from './run.ts';

/**
 * Two requests for one matter become one: convert over sync, verify over not. A request without a condition is the
 * stronger one too: only where both expect a plan is one expected, the latest that was shown.
 */
export function foldWish(open: RunWish, added: RunWish): RunWish {
  const expect = open.expect === undefined ? undefined : added.expect;
  return {
    for: open.for === 'convert' || added.for === 'convert' ? 'convert' : 'sync',
    verify: open.verify || added.verify,
    retryRefused: foldRetried(open.retryRefused, added.retryRefused),
    ...(expect !== undefined && { expect }),
  };
}

function foldRetried(open: Retried, added: Retried): Retried {
  if (open === true || added === true) return true;
  if (open === false) return added;
  return added === false ? open : [...new Set([...open, ...added])].toSorted();
}
