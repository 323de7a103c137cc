import type { Command } from 'commander';
import { createLogger } from '../adapters/machine/log.ts';
import { readConfig, requireEncryptionKeys } from './config.ts';
import { installedPlugins } from './installed-plugins.ts';
import { openInstallation } from './open-installation.ts';
import { serve } from './serve.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Opening a database migrates it; this is for those who want that done before the servers start. */
async function migrate(environment: Environment): Promise<void> {
  const config = requireEncryptionKeys(readConfig(environment));
  const installation = await openInstallation(config, { plugins: await installedPlugins(config), logger: createLogger(config.logLevel) });
  await installation.close();
}

/** The commands that open the database themselves. */
export function addServerCommands(program: Command, environment: Environment): void {
  program.command('serve').description('The server, until it is told to stop.').action(() => serve(environment));
  program.command('migrate').description('Brings the database up to date.').action(() => migrate(environment));
}
