import type { Command } from 'commander';
import type { CliSession } from '../adapters/cli/session.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The commands that open the database themselves. Each loads its program when it is used: a command that only asks a
 * server should not wait for a database driver.
 */
export function addServerCommands(program: Command, session: CliSession, environment: Environment): void {
  program
    .command('serve')
    .description('the server, until it is told to stop')
    .action(async () => (await import('./serve.ts')).serve(environment));
  program
    .command('demo')
    .description('watch a sample matter arrive in an emulated Clio, then serve on')
    .option('--once', 'end after the resync instead of serving on')
    .action(async ({ once }: { once?: boolean }) => {
      const { demonstrate } = await import('./demonstration/demonstrate.ts');
      session.exitCode = await demonstrate(session, environment, { once: once ?? false });
    });
  program
    .command('migrate')
    .description('bring the database up to date')
    .action(async () => (await import('./migrate.ts')).migrate(environment));
  program
    .command('openapi')
    .description('print the description of the HTTP API')
    .action(async () => session.print((await import('./describe-api.ts')).describeApi().trimEnd()));
  addBackupCommands(program, session, environment);
}

function addBackupCommands(program: Command, session: CliSession, environment: Environment): void {
  program
    .command('backup')
    .description('copy the data folder (embedded database, intake documents) while no server runs')
    .argument('<folder>', 'a new folder for the backup')
    .action(async (folder: string) => session.print(await (await import('./backup.ts')).backup(environment, folder)));
  program
    .command('restore')
    .description('put a backup in the place of an absent or empty data folder')
    .argument('<folder>', 'the folder of the backup')
    .action(async (folder: string) =>
      session.print(await (await import('./backup.ts')).restoreBackup(environment, folder)),
    );
}
