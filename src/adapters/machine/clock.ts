import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../../../contracts/session.ts';

/** The machine's own time. */
export const machineClock: Clock = {
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    await setTimeout(ms, undefined, signal ? { signal } : {});
  },
};
