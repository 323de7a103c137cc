import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseManagementTarget } from '../../contracts/ports/case-management-target.ts';
import type { FaultKind } from './emulator/index.ts';
import { type ConnectedFirm, connectFirm } from './session.fixture.ts';
import { closeChecked } from './vendor-spec.fixture.ts';

let firm: ConnectedFirm;
let target: CaseManagementTarget;

beforeEach(async () => {
  firm = await connectFirm({}, { CLIO_DEADLINE_MS: '300' });
  target = await firm.target();
});
afterEach(() => closeChecked(firm.emulator));

const draft = { fields: { type: 'person', first_name: 'Ana', last_name: 'Ruiz' }, rows: {} };
const excluding: ReadonlySet<string> = new Set();

const losses: readonly FaultKind[] = [
  { kind: 'reset-after' },
  { kind: 'status-after', status: 502, body: '<html>Bad gateway</html>' },
  { kind: 'status-after', status: 200, body: '<html>Maintenance</html>' },
  { kind: 'status-after', status: 201, body: {} },
  { kind: 'status-after', status: 201, body: { data: { etag: 'x' } } },
  { kind: 'status-after', status: 201, body: { data: null } },
  { kind: 'truncate' },
  { kind: 'garbage', commit: true },
  { kind: 'hang', commit: true },
];

describe('a write whose answer is lost', () => {
  it.each(losses)('is unknown, is not sent again, and is found: %o', async (loss) => {
    const notBefore = new Date(firm.clock.now()).toISOString();
    firm.emulator.faults.add({ ...loss, match: { method: 'POST', path: '/contacts' } });
    const outcome = await target.contacts.create(draft, { witness: 'cb:1' });
    expect(outcome).toMatchObject({ kind: 'unknown', lostAt: expect.any(String) });
    expect(firm.sent.filter(({ method }) => method === 'POST')).toHaveLength(1);
    const query = { by: 'witness', witness: 'cb:1', draft, notBefore, excluding, thorough: false } as const;
    expect(await target.contacts.locate(query)).toHaveLength(1);
  });

  it('is completed by a read when the answer names no more than the record', async () => {
    const matter = target.matters.prepare({ fields: { description: 'x', client: '1' }, rows: {} });
    expect(matter.notices).toEqual([]);
    firm.emulator.faults.add({
      kind: 'status-after',
      status: 201,
      body: { data: { id: 4 } },
      match: { method: 'POST', path: '/contacts' },
    });
    firm.emulator.faults.add({
      kind: 'status-before',
      status: 200,
      body: { data: { id: 4, type: 'Person', last_name: 'Ruiz' } },
      match: { path: '/contacts/4' },
    });
    const outcome = await target.contacts.create({ fields: { type: 'person', last_name: 'Ruiz' }, rows: {} }, {});
    expect(outcome).toMatchObject({ kind: 'applied', record: { ref: '4', fields: { last_name: 'Ruiz' } } });
    expect(outcome).toHaveProperty('record.unreadable', expect.arrayContaining(['email_addresses', 'first_name']));
  });

  it('was certainly not done when nobody listens', async () => {
    // A kept connection would be broken rather than refused, and then nobody can tell.
    const other = await connectFirm();
    await other.emulator.close();
    await expect(other.open('target').contacts.create(draft, {})).rejects.toMatchObject({ kind: 'unreachable' });
  });

  it.each([
    [403, 'forbidden'],
    [404, 'absent'],
    [409, 'locked'],
    [412, 'stale'],
    [400, 'invalid'],
    [422, 'invalid'],
  ])('was certainly not done with status %i: %s', async (status, code) => {
    firm.emulator.faults.add({ kind: 'status-before', status, body: 'No luck', match: { method: 'POST' } });
    expect(await target.contacts.create(draft, {})).toMatchObject({ kind: 'rejected', reason: { code } });
  });

  it.each([
    [401, 'unauthorized'],
    [410, 'misconfigured'],
  ])('throws with status %i: %s', async (status, kind) => {
    firm.emulator.faults.add({
      kind: 'status-before',
      status,
      body: { error: 'invalid_token' },
      match: { method: 'POST' },
    });
    await expect(target.contacts.create(draft, {})).rejects.toMatchObject({ kind });
  });
});

describe('a read', () => {
  it.each(losses)('is repeated after %o', async (loss) => {
    const made = await target.contacts.create(draft, {});
    const { ref } = (made as { record: { ref: string } }).record;
    firm.emulator.faults.add({ ...loss, match: { method: 'GET', path: /contacts/, times: 2 } });
    expect((await target.contacts.read([ref])).size).toBe(1);
    expect(firm.clock.slept).toEqual([500, 2000]);
  });

  it('fails as unreachable when the trouble does not pass', async () => {
    firm.emulator.faults.add({ kind: 'status-before', status: 503, match: { method: 'GET', times: 99 } });
    await expect(target.contacts.read(['1'])).rejects.toMatchObject({ kind: 'unreachable' });
  });

  it('goes through all pages, in order, each record once', async () => {
    for (let n = 0; n < 205; n += 1) firm.emulator.people.addContact({ type: 'Person', last_name: `P${n}` });
    const ids = firm.emulator.holdings().contacts.map(({ id }) => String(id));
    const found = await target.contacts.read(ids);
    expect(found.size).toBe(205);
    firm.sent.length = 0;
    const natural = { by: 'natural', notBefore: new Date(firm.clock.now()).toISOString(), excluding } as const;
    const last = { fields: { type: 'person', last_name: 'P204' }, rows: {} };
    expect(await target.contacts.locate({ ...natural, draft: last })).toHaveLength(1);
    expect(firm.counts().object).toBe(2);
  });
});

describe('the rate limit', () => {
  it('holds requests until the reset, and a refused create is sent again', async () => {
    firm.emulator.settings.rateLimit = { limit: 3, windowMs: 60_000 };
    firm.clock.advance(60_000);
    for (let n = 0; n < 8; n += 1)
      expect(await target.contacts.create(draft, { witness: `${n}` })).toMatchObject({ kind: 'applied' });
    expect(firm.emulator.holdings().contacts).toHaveLength(8);
    expect(firm.emulator.log.filter(({ status }) => status === 429)).toEqual([]);
    firm.emulator.faults.add({
      kind: 'status-before',
      status: 429,
      headers: { 'retry-after': '17' },
      match: { method: 'POST' },
    });
    const before = firm.clock.now();
    expect(await target.contacts.create(draft, { witness: 'x' })).toMatchObject({ kind: 'applied' });
    expect(firm.clock.now() - before).toBeGreaterThanOrEqual(17_000);
    expect(firm.emulator.holdings().contacts).toHaveLength(9);
  });

  it('is told to the caller when the wait is too long', async () => {
    firm.emulator.faults.add({
      kind: 'status-before',
      status: 429,
      headers: { 'retry-after': '600' },
      match: { method: 'POST' },
    });
    const until = new Date(firm.clock.now() + 600_000).toISOString();
    await expect(target.contacts.create(draft, {})).rejects.toMatchObject({ kind: 'throttled', until });
  });
});

describe('another host', () => {
  async function withHost(listener: RequestListener, run: (origin: string) => Promise<void>): Promise<void> {
    const server = createServer(listener).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    try {
      await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }

  it('is never sent the access token, neither by a redirect nor by a next page', async () => {
    const met: (string | undefined)[] = [];
    const listener: RequestListener = (request, response) => {
      met.push(request.headers.authorization);
      response.end('{"data":[]}');
    };
    await withHost(listener, async (origin) => {
      const elsewhere = { headers: { location: `${origin}/api/v4/contacts.json` } };
      firm.emulator.faults.add({ kind: 'status-before', status: 307, ...elsewhere, match: { method: 'GET' } });
      await expect(target.contacts.read(['1'])).rejects.toMatchObject({ kind: 'misconfigured' });
      firm.emulator.faults.add({ kind: 'status-before', status: 307, ...elsewhere, match: { method: 'POST' } });
      await expect(target.contacts.create(draft, {})).rejects.toMatchObject({ kind: 'misconfigured' });
      const body = { data: [], meta: { paging: { next: `${origin}/api/v4/contacts.json?page_token=x` } } };
      firm.emulator.faults.add({ kind: 'status-before', status: 200, body, match: { method: 'GET', times: 9 } });
      await expect(target.matters.locate({ by: 'owner', owner: '1' })).rejects.toMatchObject({ kind: 'unreadable' });
    });
    expect(met).toEqual([]);
  });

  it('on the same host a 307 is followed', async () => {
    const headers = { location: '/api/v4/contacts.json?fields=id,etag' };
    firm.emulator.faults.add({ kind: 'status-before', status: 307, headers, match: { method: 'POST' } });
    const outcome = await target.contacts.create(draft, {});
    expect(outcome).toMatchObject({ kind: 'applied', record: { fields: { last_name: 'Ruiz' } } });
  });
});
