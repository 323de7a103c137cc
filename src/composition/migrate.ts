import { createLogger } from '../adapters/machine/log.ts';
import { readConfig, requireEncryptionKeys } from './config.ts';
import { installedPlugins } from './installed-plugins.ts';
import { openInstallation } from './open-installation.ts';

/** Opening a database migrates it; this is for those who want that done before the servers start. */
export async function migrate(environment: Readonly<Record<string, string | undefined>>): Promise<void> {
  const config = requireEncryptionKeys(readConfig(environment));
  const installation = await openInstallation(config, {
    plugins: await installedPlugins(config),
    logger: createLogger(config.logLevel),
  });
  await installation.close();
}
