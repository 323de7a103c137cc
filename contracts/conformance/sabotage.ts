import type { Plugin } from '../plugin.ts';
import { NotApplicable } from './check.ts';
import { checksOf, runCheck } from './checks.ts';
import type { OpenSandbox } from './sandbox.ts';

/** The original with some of its members replaced; what is left keeps its own `this`. */
export function withParts<Whole extends object>(whole: Whole, parts: Partial<Whole>): Whole {
  return new Proxy(whole, {
    get(original, name) {
      const value: unknown = Reflect.get(name in parts ? parts : original, name);
      return typeof value === 'function' && !(name in parts) ? (value.bind(original) as unknown) : value;
    },
  });
}

/**
 * Runs the checks whose suite and name begin with `checks`, as in `rows: a row is added`, and names the first that
 * fails; `undefined` when all of them pass. It is how a test proves that a check can fail.
 */
export async function firstFailure(
  plugin: Plugin,
  openSandbox: OpenSandbox,
  checks: string,
): Promise<string | undefined> {
  const chosen = checksOf(plugin).filter(({ title, name }) => `${title}: ${name}`.startsWith(checks));
  if (chosen.length === 0) throw new Error(`No check is called "${checks}".`);
  for (const check of chosen) {
    try {
      await runCheck(plugin, openSandbox, check);
    } catch (failure) {
      if (!(failure instanceof NotApplicable)) return check.name;
    }
  }
  return undefined;
}
