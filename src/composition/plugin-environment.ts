import type { Plugin } from '../../contracts/plugin.ts';
import { ConfigurationError, type Config } from './config.ts';

function isHttpUrl(value: string): boolean {
  return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}

/** What the end of a variable's name promises, whichever plugin declares it. */
const promises: readonly {
  readonly ending: RegExp;
  readonly holds: (value: string) => boolean;
  readonly why: string;
}[] = [
  { ending: /_URL$/, holds: isHttpUrl, why: 'must be an http or https address' },
  { ending: /_MS$/, holds: (value) => /^[1-9]\d{0,8}$/.test(value), why: 'must be a number of milliseconds above 0' },
];

/** Finds a bad value when the program starts and not in the first sync. Left-out ones are no mistake: nobody has to use every plugin. */
export function checkPluginEnvironment(plugins: readonly Plugin[], environment: Config['environment']): void {
  for (const { name } of plugins.flatMap((plugin) => plugin.environment)) {
    const value = environment[name];
    const broken =
      value === undefined ? undefined : promises.find(({ ending, holds }) => ending.test(name) && !holds(value));
    if (broken) throw new ConfigurationError(name, broken.why);
  }
}
