import { createLogger } from '../../adapters/machine/log.ts';
import { memoryFolder } from '../../adapters/postgres/connect.ts';
import { createApp } from '../create-app.ts';
import { installedPlugins } from '../installed-plugins.ts';
import { openInstallation } from '../open-installation.ts';
import type { DemonstrationConfig } from './demonstration-config.ts';
import { freshFolder } from './fresh-folder.ts';

export interface StartedServer {
  /** Where this machine reaches it. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts the real server on an empty database. */
export async function startServer(config: DemonstrationConfig): Promise<StartedServer> {
  const logger = createLogger(config.logLevel);
  const plugins = await installedPlugins(config);
  if (config.data !== memoryFolder) await freshFolder(config.data);
  const installation = await openInstallation(config, { plugins, logger });
  const app = await createApp(installation).catch(async (error: unknown) => {
    await installation.close();
    throw error;
  });
  try {
    await app.listen(config.port, config.host);
  } catch (error) {
    await app.close();
    throw error;
  }
  return { url: localUrl(config), stop: () => app.close() };
}

/** A server that listens on every address is reached on this machine's own. */
function localUrl({ host, port }: DemonstrationConfig): string {
  const own = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${own.includes(':') ? `[${own}]` : own}:${port}`;
}
