import type { Run } from '../api/answers.ts';

/** In the server's words stand the two hashes, which say nothing to a person. */
const titles: Readonly<Record<string, string>> = {
  'plan-changed': 'Things have changed since the preview: nothing was written',
};

/** Why a run could not go on as a whole, in one line. */
export function failureWords({ code, message }: NonNullable<Run['failure']>): string {
  return titles[code] ?? message;
}
