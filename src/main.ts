import { DataFolderInUse } from './adapters/postgres/data-folder-lock.ts';
import { ConfigurationError } from './composition/config.ts';
import { serve } from './composition/serve.ts';

const commands: Readonly<Record<string, (environment: NodeJS.ProcessEnv) => Promise<void>>> = { serve };

/** What a person can put right by themselves is told in one line; anything else with where it happened. */
function explain(error: unknown): string {
  const isOwnFault = error instanceof ConfigurationError || error instanceof DataFolderInUse;
  const isTakenPort = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  if (isOwnFault || isTakenPort) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

const [name = 'serve'] = process.argv.slice(2);
const command = commands[name];
if (command) {
  await command(process.env).catch((error: unknown) => {
    console.error(explain(error));
    process.exitCode = 1;
  });
} else {
  console.error(`There is no command "${name}". Commands: ${Object.keys(commands).join(', ')}.`);
  process.exitCode = 1;
}
