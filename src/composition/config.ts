import { z } from 'zod';
import type { SealingKey } from '../adapters/crypto/aes-seal.ts';

/** A value of the environment that the program cannot start with. The message is one line that names the variable. */
export class ConfigurationError extends Error {
  constructor(variable: string, why: string) {
    super(`${variable}: ${why}`);
    this.name = 'ConfigurationError';
  }
}

const httpUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http or https address' })
  .transform((url) => url.replace(/\/+$/, ''));
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);

function sealingKey(text: string, context: z.RefinementCtx): SealingKey {
  const [, id = '', base64 = ''] = /^([\w-]+):([A-Za-z0-9+/_-]+={0,2})$/.exec(text) ?? [];
  const key = Buffer.from(base64, 'base64');
  if (key.length === 32) return { id, key };
  // Without the text itself: it is a key, and this line reaches logs.
  context.addIssue({ code: 'custom', message: 'must be a comma list of id:base64, each of 32 bytes' });
  return z.NEVER;
}

function haveOwnIds(keys: readonly SealingKey[]): boolean {
  return new Set(keys.map(({ id }) => id)).size === keys.length;
}

const sealingKeys = list.pipe(
  z.array(z.string().transform(sealingKey)).min(1, 'must hold a key').refine(haveOwnIds, 'names a key twice'),
);

const environment = z.object({
  PORT: z.coerce
    .number('must be a port number')
    .int('must be a port number')
    .min(0, 'must be a port number')
    .max(65535, 'must be a port number')
    .default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: httpUrl.optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres address' }).optional(),
  CASEBRIDGE_DATA: z.string().default('.casebridge'),
  CASEBRIDGE_ADMIN_KEY: z.string().regex(/^\S+$/, 'must not hold spaces').optional(),
  CASEBRIDGE_ENCRYPTION_KEYS: sealingKeys.optional(),
  CASEBRIDGE_PLUGINS: list.default([]),
  CASEBRIDGE_ROLE: z.enum(['all', 'api', 'worker'], 'must be all, api or worker').default('all'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'must be a level of pino, such as info')
    .default('info'),
});

/** The environment, parsed once. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** Where browsers and vendors reach us, without a slash at the end. */
  readonly publicUrl: string;
  readonly databaseUrl: string | undefined;
  /** A folder, or `memory:` to keep nothing. */
  readonly data: string;
  readonly adminKey: string | undefined;
  /** The first one seals, all open. */
  readonly encryptionKeys: readonly SealingKey[] | undefined;
  /** Packages of further plugins. */
  readonly plugins: readonly string[];
  readonly role: 'all' | 'api' | 'worker';
  readonly logLevel: string;
  /** Everything as it was set, of which each plugin is given what it declares. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

type Environment = Config['environment'];

/** An empty variable is one that is not set: that is how compose files and shells leave things out. */
function withoutEmpty(variables: Environment): Environment {
  return Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
}

/** Throws `ConfigurationError` for the first bad value. */
export function readConfig(variables: Environment): Config {
  const set = withoutEmpty(variables);
  const { data, error } = environment.safeParse(set);
  if (error) {
    const [issue] = error.issues;
    throw new ConfigurationError(String(issue?.path[0]), issue?.message ?? 'cannot be used');
  }
  return {
    port: data.PORT,
    host: data.HOST,
    publicUrl: data.PUBLIC_URL ?? `http://localhost:${data.PORT}`,
    databaseUrl: data.DATABASE_URL,
    data: data.CASEBRIDGE_DATA,
    adminKey: data.CASEBRIDGE_ADMIN_KEY,
    encryptionKeys: data.CASEBRIDGE_ENCRYPTION_KEYS,
    plugins: data.CASEBRIDGE_PLUGINS,
    role: data.CASEBRIDGE_ROLE,
    logLevel: data.LOG_LEVEL,
    environment: set,
  };
}

/** A configuration that an installation can be opened with. */
export type SealedConfig = Config & { readonly encryptionKeys: readonly SealingKey[] };

/** For a program that keeps what it stores: it must not make up keys that nobody writes down. */
export function requireEncryptionKeys(config: Config): SealedConfig {
  const { encryptionKeys } = config;
  if (!encryptionKeys)
    throw new ConfigurationError('CASEBRIDGE_ENCRYPTION_KEYS', 'must be set: it seals the access to connected systems');
  return { ...config, encryptionKeys };
}

/** For a server: somebody must be able to add the first firm. */
export function requireServerKeys(config: Config): SealedConfig & { readonly adminKey: string } {
  const { adminKey } = config;
  if (adminKey === undefined)
    throw new ConfigurationError('CASEBRIDGE_ADMIN_KEY', 'must be set: it is the key of whoever runs this server');
  return { ...requireEncryptionKeys(config), adminKey };
}
