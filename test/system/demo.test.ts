import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type, TypedCommand } from '../support/typed-command.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casebridge-demo-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const arrived = [
  '5 contacts',
  '1 matter',
  '4 relationships',
  '5 notes',
  '4 documents',
  'Engagement letter.pdf  1062 bytes',
  'Tomás Ferreira: Witness',
];

/** In the environment of whoever starts it; a demonstration that used it would fail. */
const ownClio = { CLIO_CLIENT_ID: 'own', CLIO_CLIENT_SECRET: 'own', CLIO_BASE_URL: 'http://127.0.0.1:1' };
const keysIn = async (): Promise<string> => readFile(join(folder, 'demonstration-keys.json'), 'utf8');

// Each start makes a database, which takes its time on a machine that does other things as well.
describe('the demonstration', { timeout: 240_000 }, () => {
  it('ends by itself with --once: converts, shows what arrived, resyncs without a request', async () => {
    const { code, out, err } = await type(['demo', '--once'], { CASEBRIDGE_DATA: folder, ...ownClio });
    expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' });
    for (const line of arrived) expect(out).toContain(line);
    expect(out).toContain('Nothing was sent: Clio received 0 requests.');
    expect(out).toMatch(/Summary: 19 objects arrived once, with \d+ reads, 23 writes, 4 transfers/);
    expect(out).toMatch(/Stopped cleanly\.\n$/);
    expect(out).toContain(JSON.parse(await keysIn()).adminKey);
  });

  it('serves on without --once, with the keys it made, and stops cleanly when told to', async () => {
    const keys = await keysIn();
    expect((await stat(join(folder, 'demonstration-keys.json'))).mode & 0o777).toBe(0o600);
    const demo = new TypedCommand(['demo'], { CASEBRIDGE_DATA: folder, PORT: '0' });
    const out = await demo.prints('/openapi.json');
    // Shown once is shown once.
    expect(out).not.toContain(JSON.parse(keys).adminKey);
    expect(await keysIn()).toBe(keys);
    const [, url = '', key = ''] = /CASEBRIDGE_URL=(\S+) CASEBRIDGE_KEY=(\S+)/.exec(out) ?? [];
    const own = { CASEBRIDGE_URL: url, CASEBRIDGE_KEY: key };
    const [, office = ''] = /What Clio holds: (\S+)/.exec(out) ?? [];
    expect(await (await fetch(office)).text()).toContain('Ferreira v. Northgate Mutual');
    const [, ticket = ''] = /\/sign-in#ticket=(\S+)/.exec(out) ?? [];
    const signIn = () =>
      fetch(`${url}/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ticket }),
      });
    expect([(await signIn()).status, (await signIn()).status]).toEqual([201, 401]);
    expect(await type(['doctor'], own)).toMatchObject({ code: 0 });
    expect(await type(['convert', 'okafor-employment'], own)).toMatchObject({ code: 0 });
    expect(await demo.stop('SIGTERM')).toMatchObject({ code: 0, out: expect.stringMatching(/Stopped cleanly\.\n$/) });
  });

  it('says so when the port is taken', async () => {
    const taken = createServer();
    const port = await new Promise<number>((done) => {
      taken.listen(0, '127.0.0.1', () => done((taken.address() as { port: number }).port));
    });
    const { code, err } = await type(['demo', '--once'], { CASEBRIDGE_DATA: 'memory:', PORT: String(port) });
    await new Promise((done) => taken.close(done));
    expect(code).toBe(1);
    expect(err).toContain(`Port ${port} is taken`);
  });
});
