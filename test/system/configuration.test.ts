import { ContainerModule } from 'inversify';
import { describe, expect, it } from 'vitest';
import { definePlugin } from '../../contracts/plugin.ts';
import {
  ConfigurationError,
  readConfig,
  requireEncryptionKeys,
  requireServerKeys,
} from '../../src/composition/config.ts';
import { installedPlugins } from '../../src/composition/installed-plugins.ts';
import { checkPluginEnvironment } from '../../src/composition/plugin-environment.ts';

const key = `a:${Buffer.alloc(32, 7).toString('base64')}`;

describe('the environment', () => {
  it('has a default for everything', () => {
    expect(readConfig({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:3000',
      databaseUrl: undefined,
      data: '.casebridge',
      plugins: [],
      role: 'all',
      logLevel: 'info',
    });
  });

  it('is read as it is set', () => {
    const config = readConfig({
      PORT: '8080',
      HOST: '0.0.0.0',
      PUBLIC_URL: 'https://cases.example/',
      DATABASE_URL: 'postgres://u:p@db:5432/cases',
      CASEBRIDGE_ADMIN_KEY: 'secret',
      CASEBRIDGE_ENCRYPTION_KEYS: `${key},b:${Buffer.alloc(32).toString('base64')}`,
      CASEBRIDGE_PLUGINS: 'one, @firm/two',
      CASEBRIDGE_ROLE: 'worker',
    });
    expect(config).toMatchObject({
      port: 8080,
      publicUrl: 'https://cases.example',
      adminKey: 'secret',
      role: 'worker',
    });
    expect(config.plugins).toEqual(['one', '@firm/two']);
    expect(config.encryptionKeys?.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('takes an empty variable for one that is not set', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: ' ' })).toMatchObject({ port: 3000, databaseUrl: undefined });
  });

  it('derives the public address from the port', () => {
    expect(readConfig({ PORT: '4001' }).publicUrl).toBe('http://localhost:4001');
  });

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['PUBLIC_URL', 'cases.example'],
    ['PUBLIC_URL', 'ftp://cases.example'],
    ['DATABASE_URL', 'mysql://db/cases'],
    ['CASEBRIDGE_ADMIN_KEY', 'two words'],
    ['CASEBRIDGE_ENCRYPTION_KEYS', 'a:short'],
    ['CASEBRIDGE_ENCRYPTION_KEYS', Buffer.alloc(32).toString('base64')],
    ['CASEBRIDGE_ROLE', 'boss'],
    ['LOG_LEVEL', 'loud'],
  ])('names %s when it is %s, in one line and without the value', (name, value) => {
    const attempt = (): unknown => readConfig({ [name]: value });
    expect(attempt).toThrow(ConfigurationError);
    expect(attempt).toThrow(new RegExp(`^${name}: [^\\n]+$`));
    expect(attempt).not.toThrow(value);
  });

  it('must hold the keys where a server starts', () => {
    expect(() => requireServerKeys(readConfig({}))).toThrow(/^CASEBRIDGE_ADMIN_KEY: /);
    expect(() => requireServerKeys(readConfig({ CASEBRIDGE_ADMIN_KEY: 'x' }))).toThrow(/^CASEBRIDGE_ENCRYPTION_KEYS: /);
    expect(requireEncryptionKeys(readConfig({ CASEBRIDGE_ENCRYPTION_KEYS: key })).encryptionKeys).toHaveLength(1);
  });
});

describe('the plugins', () => {
  const plugin = definePlugin({
    id: 'odd',
    title: 'Odd',
    roles: ['source'],
    regions: [],
    environment: ['ODD_BASE_URL', 'ODD_DEADLINE_MS', 'ODD_CLIENT_ID'].map((name) => ({
      name,
      meaning: name,
      required: false,
    })),
    module: new ContainerModule(() => {}),
  });

  it.each([
    ['ODD_BASE_URL', 'nowhere'],
    ['ODD_DEADLINE_MS', 'soon'],
    ['ODD_DEADLINE_MS', '0'],
  ])('have their variables checked too: %s', (name, value) => {
    expect(() => checkPluginEnvironment([plugin], { [name]: value })).toThrow(new RegExp(`^${name}: `));
  });

  it('need not be configured', () => {
    expect(() =>
      checkPluginEnvironment([plugin], { ODD_BASE_URL: 'http://localhost:1', ODD_CLIENT_ID: 'any thing' }),
    ).not.toThrow();
  });

  it('that cannot be loaded are named', async () => {
    const loading = installedPlugins({ plugins: ['no-such-package'], environment: {} });
    await expect(loading).rejects.toThrow(/^CASEBRIDGE_PLUGINS: "no-such-package" cannot be loaded: [^\n]+$/);
    await expect(installedPlugins({ plugins: ['node:path'], environment: {} })).rejects.toThrow('exports no plugin');
  });

  it('are the shipped ones without any more', async () => {
    expect((await installedPlugins({ plugins: [], environment: {} })).map(({ id }) => id)).toEqual(['clio']);
  });
});
