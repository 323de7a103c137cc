import type { Intent } from './intent.ts';

/** Look-ups in settle times since the answer was lost; after the last one it may be sent again (rules, section 6). */
const lookUpTimes = [1 / 6, 1, 4] as const;

export type NextMove =
  | { readonly move: 'look'; readonly at: number; readonly thorough: boolean }
  | { readonly move: 'send-again' };

/** When the next look-up of an open intent is due, in ms since 1970. */
export function nextMove(intent: Pick<Intent, 'lostAt' | 'deadlineAt' | 'lookUps'>, settleMs: number): NextMove {
  const time = lookUpTimes[intent.lookUps];
  if (time === undefined) return { move: 'send-again' };
  const lost = Date.parse(intent.lostAt ?? intent.deadlineAt);
  return { move: 'look', at: lost + time * settleMs, thorough: intent.lookUps === lookUpTimes.length - 1 };
}
