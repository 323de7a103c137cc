import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { APP, openClient, send } from './client.fixture.ts';
import type { Client } from './client.fixture.ts';
import type { FaultKind } from './index.ts';

let clio: Client;
beforeEach(async () => {
  clio = await openClient();
});
afterEach(() => clio.emulator.close());

const person = { type: 'Person', first_name: 'Ana' };
const count = (): number => clio.emulator.holdings().contacts.length;

async function outcome(): Promise<number | 'lost'> {
  try {
    return (await clio.post('/contacts.json', person)).status;
  } catch {
    return 'lost';
  }
}

describe('a fault strikes the answer, and the work is done or not as it says', () => {
  const cases: [string, FaultKind, number | 'lost', number][] = [
    ['a reset before', { kind: 'reset-before' }, 'lost', 0],
    ['a reset after', { kind: 'reset-after' }, 'lost', 1],
    ['a 502 before', { kind: 'status-before', status: 502 }, 502, 0],
    ['a 502 after', { kind: 'status-after', status: 502 }, 502, 1],
    ['a 429 before', { kind: 'status-before', status: 429, headers: { 'retry-after': '3' } }, 429, 0],
    ['half an answer', { kind: 'truncate' }, 'lost', 1],
    ['HTML for an answer', { kind: 'garbage' }, 200, 1],
    ['HTML and nothing done', { kind: 'garbage', commit: false }, 200, 0],
    ['a delay', { kind: 'delay', ms: 30 }, 201, 1],
  ];

  it.each(cases)('%s', async (_name, fault, seen, made) => {
    clio.emulator.faults.add({ match: { method: 'POST', path: '/contacts' }, ...fault });
    expect(await outcome()).toBe(seen);
    expect(count()).toBe(made);
    expect(await outcome()).toBe(201);
    expect(count()).toBe(made + 1);
  });

  it.each([
    [true, 1],
    [undefined, 0],
  ])('no answer at all, with commit %s', async (commit, made) => {
    clio.emulator.faults.add({ kind: 'hang', ...(commit ? { commit } : {}) });
    const signal = AbortSignal.timeout(150);
    const headers = { authorization: `Bearer ${clio.token}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ data: person });
    await expect(fetch(`${clio.emulator.apiBase}/contacts`, { method: 'POST', headers, body, signal })).rejects.toThrow(
      /abort|timeout/i,
    );
    expect(count()).toBe(made);
  });

  it('the work done long after the connection is gone', async () => {
    clio.emulator.faults.add({ kind: 'late-commit', ms: 80 });
    expect(await outcome()).toBe('lost');
    expect((await clio.get('/contacts.json')).body.data).toEqual([]);
    await sleep(150);
    expect(count()).toBe(1);
  });
});

describe('a match', () => {
  it('picks the nth request and so many after it', async () => {
    const handle = clio.emulator.faults.add({
      match: { method: 'POST', path: /\/contacts/, nth: 2, times: 2 },
      kind: 'status-before',
      status: 503,
    });
    await clio.get('/contacts.json');
    const seen = [];
    for (let n = 0; n < 5; n += 1) seen.push(await outcome());
    expect(seen).toEqual([201, 503, 503, 201, 201]);
    expect(handle.struck).toBe(2);
  });

  it('reaches the token, the storage and the setup', async () => {
    clio.emulator.faults.add({ match: { host: 'oauth' }, kind: 'status-before', status: 503 });
    const body = new URLSearchParams({ client_id: APP.clientId });
    expect((await send(`${clio.emulator.origin}/oauth/token`, { method: 'POST', body })).status).toBe(503);
    clio.emulator.faults.add({ match: { path: '/custom_fields.json' }, kind: 'reset-before' });
    await expect(clio.get('/custom_fields.json')).rejects.toThrow('fetch failed');
  });

  it.each<[FaultKind, boolean]>([
    [{ kind: 'reset-before' }, false],
    [{ kind: 'reset-after' }, true],
    [{ kind: 'status-before', status: 503 }, false],
    [{ kind: 'status-after', status: 500 }, true],
  ])('strikes bytes on their way: %j', async (fault, arrived) => {
    const matter = await clio.matter();
    const made = await clio.post('/documents.json?fields=latest_document_version{put_url,put_headers}', {
      name: 'a.pdf',
      parent: { id: matter, type: 'Matter' },
    });
    const { put_url, put_headers } = made.body.data.latest_document_version;
    clio.emulator.faults.add({ match: { host: 'storage', method: 'PUT' }, ...fault });
    const headers = Object.fromEntries(
      put_headers.map((header: { name: string; value: string }) => [header.name, header.value]),
    );
    await send(put_url, { method: 'PUT', headers, body: 'x'.repeat(100_000) }).catch(() => null);
    expect(clio.emulator.holdings().documents[0]?.versions[0]?.bytesArrived).toBe(arrived);
  });

  it('makes the next completion of an upload time out', async () => {
    const matter = await clio.matter();
    const { id } = (await clio.post('/documents.json', { name: 'a.pdf', parent: { id: matter, type: 'Matter' } })).body
      .data;
    clio.emulator.faults.addUploadTimeout();
    expect((await clio.patch(`/documents/${id}`, { name: 'b.pdf' })).status).toBe(200);
    expect((await clio.patch(`/documents/${id}`, { uuid: 'u', fully_uploaded: true })).body.error.type).toBe(
      'UploadTimeoutError',
    );
    expect((await clio.patch(`/documents/${id}`, { uuid: 'u', fully_uploaded: true })).body.error.type).toBe(
      'UploadNotFoundError',
    );
  });
});

describe('the log', () => {
  it('tells what was asked, what was done and what was delivered', async () => {
    clio.emulator.faults.add({ kind: 'reset-after' });
    await outcome();
    await clio.get('/contacts.json?type=Person');
    expect(clio.emulator.log).toMatchObject([
      {
        n: 1,
        host: 'api',
        method: 'POST',
        path: '/api/v4/contacts.json',
        body: { data: person },
        status: 201,
        delivered: 'nothing',
        fault: 'reset-after',
      },
      { n: 2, method: 'GET', status: 200, delivered: 200, fault: null },
    ]);
    expect(clio.emulator.log[1]?.query.get('type')).toBe('Person');
  });

  it('lets a test step in between arrival and work', async () => {
    const id = await clio.person();
    const etag = (await clio.get(`/contacts/${id}`)).body.data.etag;
    const stop = clio.emulator.onRequest(() => void clio.emulator.people.editContact(id, { title: 'Dr' }));
    expect((await clio.patch(`/contacts/${id}`, { title: 'Mx' }, { 'if-match': etag })).status).toBe(412);
    stop();
    expect((await clio.patch(`/contacts/${id}`, { title: 'Mx' })).status).toBe(200);
  });
});
