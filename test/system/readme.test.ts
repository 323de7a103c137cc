import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startClioEmulator, type ClioEmulator } from '../../plugins/clio/emulator/index.ts';
import { freePort } from '../../src/composition/demonstration/free-port.ts';
import { testedBlock, testedNames } from '../docs/markdown.ts';
import { serverEnvironment } from '../support/served-firm.ts';
import { TypedCommand } from '../support/typed-command.ts';

const root = resolve(import.meta.dirname, '../..');
const readme = readFileSync(resolve(root, 'README.md'), 'utf8');

/** Runs a shell script where the README would be followed, and gives what it printed. */
function shell(script: string, environment: Readonly<Record<string, string>>): Promise<string> {
  const env = {
    PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ''}`,
    HOME: process.env.HOME ?? '',
    ...environment,
  };
  const child = spawn('bash', ['-euo', 'pipefail', '-c', script], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (printed += text));
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', (code) =>
      code === 0 ? done(printed) : fail(new Error(`The script ended with ${code}:\n${printed}`)),
    );
  });
}

describe('the README, followed step by step', { timeout: 240_000 }, () => {
  let clio: ClioEmulator;
  let server: TypedCommand;
  let keys: Record<string, string>;
  let url: string;

  beforeAll(async () => {
    clio = await startClioEmulator({ clientId: 'app', clientSecret: 'secret', rateLimit: null });
    const made = await shell(
      `${testedBlock(readme, 'keys')}\necho "$CASEBRIDGE_ADMIN_KEY $CASEBRIDGE_ENCRYPTION_KEYS"`,
      {},
    );
    const [admin = '', encryption = ''] = made.trim().split(' ');
    keys = { CASEBRIDGE_ADMIN_KEY: admin, CASEBRIDGE_ENCRYPTION_KEYS: encryption };
    const port = await freePort('127.0.0.1');
    url = `http://127.0.0.1:${port}`;
    const app = { CLIO_CLIENT_ID: 'app', CLIO_CLIENT_SECRET: 'secret', CLIO_BASE_URL: clio.origin, PUBLIC_URL: url };
    server = new TypedCommand(['serve'], serverEnvironment(port, { ...keys, ...app }));
    await server.prints('"listening"');
  });
  afterAll(async () => {
    await server.stop('SIGTERM');
    await clio.close();
  });

  it('makes a firm, connects, and carries a matter over', async () => {
    const tell = 'printf "\\n%s %s" "$CASEBRIDGE_KEY" "$CONNECTION"';
    const first = await shell(`${testedBlock(readme, 'first-firm')}\n${tell}`, { ...keys, CASEBRIDGE_URL: url });
    const [, authorizationUrl = '', key = '', connection = ''] = /(http\S+)\s+(\S+) (\S+)$/.exec(first) ?? [];
    // The person's browser: Clio allows the access and sends back to the server.
    const callback = await fetch(authorizationUrl, { redirect: 'manual' });
    await fetch(callback.headers.get('location')!, { redirect: 'manual' });

    const again = testedBlock(readme, 'first-firm')
      .split('\n')
      .filter((line) => /^(json=|field\(\))/.test(line))
      .join('\n');
    const environment = { CASEBRIDGE_URL: url, CASEBRIDGE_KEY: key, CONNECTION: connection };
    const steps = `${testedBlock(readme, 'first-matter')}\n${testedBlock(readme, 'first-mapping')}`;
    const printed = await shell(`${again}\n${steps}`, environment);
    expect(printed).toContain('succeeded: 3 created');
    expect(printed).toContain('"targetLabel":"Client reference number"');
    expect(printed).toMatch(/"items":\[\],"revision":2/);
    const { contacts, matters, documents } = clio.holdings();
    expect([contacts.length, matters.length, documents.length]).toEqual([1, 1, 1]);
  });
});

describe('the README, embedded', { timeout: 240_000 }, () => {
  it('imports, opens, asks, is refused for want of that firm, and closes', async () => {
    const folder = await mkdtemp(join(root, 'node_modules', '.readme-'));
    const module = pathToFileURL(resolve(root, 'dist/src/casebridge.module.js')).href;
    const file = join(folder, 'embedding.mjs');
    await writeFile(file, testedBlock(readme, 'embedding').replace('casebridge/dist/src/casebridge.module.js', module));
    const environment = {
      CASEBRIDGE_DATA: 'memory:',
      CASEBRIDGE_ENCRYPTION_KEYS: `a:${randomBytes(32).toString('base64')}`,
      LOG_LEVEL: 'silent',
    };
    try {
      expect(await shell(`node ${file}`, environment)).toContain('not-found There is no such integration.');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('every block that is marked as tested', () => {
  it('is run here', () => {
    const source = readFileSync(import.meta.filename, 'utf8');
    expect(testedNames(readme).filter((name) => !source.includes(`'${name}'`))).toEqual([]);
  });
});
