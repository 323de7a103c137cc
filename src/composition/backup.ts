import { machineClock } from '../adapters/machine/clock.ts';
import { backUp, type BackupReport, restore } from '../adapters/postgres/backup.ts';
import type { DatabasePlace } from '../adapters/postgres/connect.ts';
import { readConfig } from './config.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Copies the data folder; says in one line what was copied. Throws `BackupImpossible` and `DataFolderInUse`. */
export async function backup(environment: Environment, folder: string): Promise<string> {
  return describe('backed up', folder, await backUp(placeIn(environment), folder, machineClock));
}

/** Puts a backup in place; says in one line what came back. Throws `BackupImpossible` and `DataFolderInUse`. */
export async function restoreBackup(environment: Environment, folder: string): Promise<string> {
  return describe('restored', folder, await restore(folder, placeIn(environment)));
}

function placeIn(environment: Environment): DatabasePlace {
  const { databaseUrl, data } = readConfig(environment);
  return databaseUrl === undefined ? { folder: data } : { url: databaseUrl };
}

function describe(what: string, folder: string, { files, bytes, createdAt }: BackupReport): string {
  return `${what}: ${files} files, ${bytes} bytes, as of ${createdAt} (${folder}). Keep CASEBRIDGE_ENCRYPTION_KEYS elsewhere: it is not in the backup.`;
}
