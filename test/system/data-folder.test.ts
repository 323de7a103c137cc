import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../src/composition/demonstration/free-port.ts';
import { serverEnvironment } from '../support/served-firm.ts';
import { type, TypedCommand } from '../support/typed-command.ts';

let folder: string;
let environment: Record<string, string>;
let server: TypedCommand;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casebridge-data-'));
  environment = serverEnvironment(await freePort('127.0.0.1'), { CASEBRIDGE_DATA: join(folder, 'data') });
  server = new TypedCommand(['serve'], environment);
  await server.prints('"listening"');
});
afterAll(async () => {
  await server.stop('SIGTERM');
  await rm(folder, { recursive: true, force: true });
});

// Each start makes a database, which takes its time on a machine that does other things as well.
describe('a data folder that a server works on', { timeout: 240_000 }, () => {
  it.each([[['serve']], [['migrate']], [['backup', 'copy']]])(
    'turns %j away in one line that names the folder',
    async ([command = '', name]) => {
      const typed = name === undefined ? [command] : [command, join(folder, name)];
      const { code, err } = await type(typed, { ...environment, PORT: String(await freePort('127.0.0.1')) });
      expect(code).toBe(1);
      expect(err).toMatch(
        /^The data folder .*data is in use by process \d+ on .*\. Stop that process, or use another folder\.\n$/,
      );
    },
  );

  it('is not emptied by a demonstration that is told to use it', async () => {
    const nested = join(folder, 'nested');
    const demo = new TypedCommand(['demo'], { CASEBRIDGE_DATA: nested, PORT: '0' });
    await demo.prints('/openapi.json');
    const second = await type(['demo', '--once'], { CASEBRIDGE_DATA: nested });
    expect(second).toMatchObject({ code: 1, err: expect.stringContaining('is in use by process') });
    expect(await readdir(join(nested, 'demo'))).not.toEqual([]);
    expect(await demo.stop('SIGTERM')).toMatchObject({ code: 0 });
  });
});

describe('backup and restore', { timeout: 240_000 }, () => {
  it('carry a stopped installation over, links and keys included', async () => {
    const port = await freePort('127.0.0.1');
    const own = { ...environment, PORT: String(port), CASEBRIDGE_DATA: join(folder, 'first') };
    expect(await type(['migrate'], own)).toMatchObject({ code: 0 });
    const copy = join(folder, 'copy');
    expect(await type(['backup', copy], own)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^backed up: \d+ files/),
    });
    expect(await type(['restore', copy], own)).toMatchObject({ code: 1, err: expect.stringContaining('is not empty') });
    const elsewhere = { ...own, CASEBRIDGE_DATA: join(folder, 'second') };
    expect(await type(['restore', copy], elsewhere)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^restored: \d+ files/),
    });
    const restored = new TypedCommand(['serve'], elsewhere);
    await restored.prints('"listening"');
    // Started by vitest in no terminal of its own, it ends as a service does.
    expect((await restored.stop('SIGTERM')).err).toBe('');
  });
});
