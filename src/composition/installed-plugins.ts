import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from '../../contracts/plugin.ts';
import { clio } from '../../plugins/clio/index.ts';
import { ConfigurationError, type Config } from './config.ts';
import { checkPluginEnvironment } from './plugin-environment.ts';

/** The plugins that ship with Casebridge. To add one, import it and put it here; nothing else names a plugin. */
const shipped: readonly Plugin[] = [clio];

function isPlugin(value: unknown): value is Plugin {
  return typeof value === 'object' && value !== null && 'id' in value && 'roles' in value && 'module' in value;
}

/** A package's name, or the absolute path of a module. */
async function load(name: string): Promise<Plugin[]> {
  const specifier = isAbsolute(name) ? pathToFileURL(name).href : name;
  const found = (await imported(name, specifier)).filter(isPlugin);
  if (found.length === 0) throw new ConfigurationError('CASEBRIDGE_PLUGINS', `"${name}" exports no plugin`);
  // A plugin that is exported by its name and as the default is one plugin.
  return [...new Set(found)];
}

async function imported(name: string, specifier: string): Promise<unknown[]> {
  try {
    const loaded: Record<string, unknown> = await import(specifier);
    return Object.values(loaded);
  } catch (error) {
    const [why] = String(error instanceof Error ? error.message : error).split('\n');
    throw new ConfigurationError('CASEBRIDGE_PLUGINS', `"${name}" cannot be loaded: ${why}`);
  }
}

/** The shipped plugins and those that the environment names. Throws `ConfigurationError`. */
export async function installedPlugins(config: Pick<Config, 'plugins' | 'environment'>): Promise<readonly Plugin[]> {
  const plugins = [...shipped, ...(await Promise.all(config.plugins.map(load))).flat()];
  const ids = plugins.map(({ id }) => id);
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  if (twice !== undefined)
    throw new ConfigurationError('CASEBRIDGE_PLUGINS', `there are two plugins called "${twice}"`);
  checkPluginEnvironment(plugins, config.environment);
  return plugins;
}
