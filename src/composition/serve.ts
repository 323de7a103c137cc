import { createLogger } from '../adapters/machine/log.ts';
import { readConfig, requireServerKeys } from './config.ts';
import { createApp } from './create-app.ts';
import { installedPlugins } from './installed-plugins.ts';
import { openInstallation } from './open-installation.ts';

/** The server, until it is told to stop. */
export async function serve(environment: Readonly<Record<string, string | undefined>>): Promise<void> {
  const config = requireServerKeys(readConfig(environment));
  const logger = createLogger(config.logLevel);
  const installation = await openInstallation(config, { plugins: await installedPlugins(config), logger });
  try {
    const app = await createApp(installation, config.role);
    app.enableShutdownHooks();
    await app.listen(config.port, config.host);
    logger.info({ url: await app.getUrl(), role: config.role }, 'listening');
  } catch (error) {
    await installation.close();
    throw error;
  }
}
