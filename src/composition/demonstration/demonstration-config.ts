import { join } from 'node:path';
import { memoryFolder } from '../../adapters/postgres/connect.ts';
import { readConfig, requireServerKeys } from '../config.ts';
import { demonstrationKeys } from './demonstration-keys.ts';
import { freePort } from './free-port.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What the demonstration runs on; `keysMade` tells whether its keys are new. */
export type DemonstrationConfig = Awaited<ReturnType<typeof demonstrationConfig>>;

/**
 * The environment as it was set, with what the demonstration brings itself: keys where there are none, and a database
 * of its own, so that nothing of a real installation is ever touched.
 */
export async function demonstrationConfig(environment: Environment, { once }: { readonly once: boolean }) {
  const given = readConfig({ LOG_LEVEL: 'warn', ...environment });
  const keptIn = given.data === memoryFolder ? undefined : given.data;
  const keys = await demonstrationKeys(keptIn);
  const port = await portFor(given.port, given.host, isSet(environment.PORT), once);
  const config = readConfig({
    LOG_LEVEL: 'warn',
    ...environment,
    PORT: String(port),
    CASEBRIDGE_DATA: keptIn === undefined ? memoryFolder : join(keptIn, 'demo'),
    CASEBRIDGE_ADMIN_KEY: given.adminKey ?? keys.adminKey,
    CASEBRIDGE_ENCRYPTION_KEYS: isSet(environment.CASEBRIDGE_ENCRYPTION_KEYS)
      ? environment.CASEBRIDGE_ENCRYPTION_KEYS
      : keys.encryptionKeys,
    CASEBRIDGE_ROLE: 'all',
    DATABASE_URL: undefined,
  });
  return { ...requireServerKeys(config), keysMade: keys.made && given.adminKey === undefined, keptIn };
}

const isSet = (value: string | undefined): boolean => value !== undefined && value.trim() !== '';

/**
 * A demonstration that ends by itself needs no certain port, unless one was asked for. The port must be known before
 * the server starts, because its own address is built from it; and who asked for a taken one should not wait to hear it.
 */
function portFor(port: number, host: string, isAsked: boolean, once: boolean): Promise<number> {
  return freePort(host, once && !isAsked ? 0 : port);
}
