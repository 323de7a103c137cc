import type { Command } from 'commander';
import { PluginDescription } from '../answers.ts';
import type { CliSession } from '../session.ts';
import { table } from '../terminal.ts';
import { jsonOption, type JsonOption } from './options.ts';

export function addPlugins(program: Command, session: CliSession): void {
  program
    .command('plugins')
    .description('list the systems that can be connected')
    .option(...jsonOption)
    .action(async ({ json }: JsonOption) => {
      const plugins = await session.api().whole('/v1/plugins', PluginDescription);
      session.answer(json, plugins, () =>
        table(
          ['SYSTEM', 'TITLE', 'ROLES', 'READY'],
          plugins.map(({ id, title, roles, configured, missing }) => [
            id,
            title,
            roles.join(', '),
            configured ? 'yes' : `needs ${missing.join(', ')}`,
          ]),
        ),
      );
    });
}
