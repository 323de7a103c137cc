import type { RunWish } from './run.ts';

/** Two requests for one matter become one: convert over sync, verify over not; the latest plan that was shown counts. */
export function foldWish(open: RunWish, added: RunWish): RunWish {
  const expect = added.expect ?? open.expect;
  return {
    for: open.for === 'convert' || added.for === 'convert' ? 'convert' : 'sync',
    verify: open.verify || added.verify,
    retryRefused: open.retryRefused || added.retryRefused,
    ...(expect !== undefined && { expect }),
  };
}
