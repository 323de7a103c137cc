import { describe, it } from 'vitest';
import type { Plugin } from '../plugin.ts';
import { NotApplicable } from './check.ts';
import { checksOf, runCheck } from './checks.ts';
import type { OpenSandbox } from './sandbox.ts';

export { CountedSession, openPlugin } from './counted-session.ts';
export { firstFailure, withParts } from './sabotage.ts';
export type * from './sandbox.ts';
export { SteppedClock } from './stepped-clock.ts';

export interface Part {
  /** Stands behind the plugin's title in the report. */
  readonly where?: string;
  /** Titles of the suites to run, such as `create once`; all when left out. */
  readonly suites?: readonly string[];
}

/**
 * The suite that every case-management plugin must pass, as tests. A plugin whose accounts differ runs all of it on
 * one account, and the suites that the difference may touch on the others.
 */
export function describePlugin(plugin: Plugin, openSandbox: OpenSandbox, { where = '', suites }: Part = {}): void {
  const checks = checksOf(plugin).filter(({ title }) => suites?.includes(title) ?? true);
  if (checks.length === 0) throw new Error(`No check of ${plugin.title} would be run.`);
  for (const title of new Set(checks.map((check) => check.title))) {
    describe(`${plugin.title}${where}: ${title}`, () => {
      for (const check of checks.filter((check) => check.title === title)) {
        // oxlint-disable-next-line vitest/expect-expect, vitest/valid-title -- checks assert and name themselves
        it(check.name, async (context) => {
          try {
            await runCheck(plugin, openSandbox, check);
          } catch (error) {
            if (error instanceof NotApplicable) context.skip(error.message);
            throw error;
          }
        });
      }
    });
  }
}
