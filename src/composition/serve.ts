import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createLogger } from '../adapters/machine/log.ts';
import { readConfig, requireServerKeys, type Config } from './config.ts';
import { createApp } from './create-app.ts';
import type { Installation } from './installation.ts';
import { installedPlugins } from './installed-plugins.ts';
import { openInstallation } from './open-installation.ts';

/** The server, until it is told to stop. */
export async function serve(environment: Readonly<Record<string, string | undefined>>): Promise<void> {
  const config = requireServerKeys(readConfig(environment));
  const logger = createLogger(config.logLevel);
  const installation = await openInstallation(config, { plugins: await installedPlugins(config), logger });
  const app = await appOf(installation, config);
  app.enableShutdownHooks();
  try {
    await app.listen(config.port, config.host);
  } catch (error) {
    // The application has begun its work by now; closing it ends that and closes the database.
    await app.close();
    throw error;
  }
  logger.info({ url: await app.getUrl(), role: config.role }, 'listening');
}

async function appOf(installation: Installation, { role }: Config): Promise<NestFastifyApplication> {
  try {
    return await createApp(installation, role);
  } catch (error) {
    await installation.close();
    throw error;
  }
}
