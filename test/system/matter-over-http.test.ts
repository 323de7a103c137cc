import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inMemory } from '../../plugins/in-memory/index.ts';
import { readConfig, requireServerKeys } from '../../src/composition/config.ts';
import { createApp } from '../../src/composition/create-app.ts';
import { openInstallation } from '../../src/composition/open-installation.ts';
import { EventListener } from '../support/event-listener.ts';
import { listen, type HttpClient } from '../support/http-client.ts';

const environment = {
  CASEBRIDGE_DATA: 'memory:',
  CASEBRIDGE_ADMIN_KEY: 'operator-of-this-test',
  CASEBRIDGE_ENCRYPTION_KEYS: `a:${Buffer.alloc(32, 1).toString('base64')}`,
};

let app: NestFastifyApplication;
let admin: HttpClient;
let key: string;
let integration: string;

interface RunAnswer {
  readonly id: string;
  readonly status: string;
  readonly changes: readonly { id: string; kind: string; sourceId: string; action: string; outcome: string }[];
  readonly counts: { readonly total: number };
  readonly requests: { readonly reads: number; readonly writes: number; readonly transfers: number };
}

const matter = 'm 1';
const matterPath = (): string => `${integration}/matters/${encodeURIComponent(matter)}`;

async function fillIntake(): Promise<void> {
  const intake = (path: string, body: unknown) => admin.send('PUT', `/v1/intake/${path}`, body);
  await intake('contacts/c1', {
    kind: 'person',
    firstName: 'Ana',
    lastName: 'Ortiz',
    emails: [{ address: 'ana@ortiz.test' }],
    phones: [],
    addresses: [],
  });
  await intake('contacts/c2', {
    kind: 'person',
    firstName: 'Bo',
    lastName: 'Lind',
    emails: [],
    phones: [],
    addresses: [],
  });
  await intake('matters/m%201', { title: 'Estate of Ortiz', contactId: 'c1' });
  await intake('matters/m%201/notes/n1', { subject: 'Call', body: 'She called.' });
  await intake('matters/m%201/relationships/r1', { contactId: 'c2', label: 'Brother' });
  const file = { 'x-filename': 'will.json', 'content-type': 'application/json' };
  const put = await admin.send('PUT', '/v1/intake/matters/m%201/documents/d1', '{"not": parsed', file);
  expect([put.status, put.body['size']]).toEqual([200, 14]);
}

async function connected(): Promise<string> {
  const connection = await admin.post<{ id: string }>('/v1/connections', {
    system: 'in-memory',
    credentials: { account: 'a' },
  });
  expect(connection).toMatchObject({ status: 201, body: { status: 'connected' } });
  return connection.body.id;
}

async function ended(runId: string): Promise<RunAnswer> {
  const listener = await EventListener.open(admin.url, key, 0);
  await listener.until(
    ({ event, data }) =>
      event === 'run' && data.runId === runId && !['queued', 'running'].includes(String(data.run?.status)),
  );
  await listener.close();
  return (await admin.get<RunAnswer>(`/v1/runs/${runId}`)).body;
}

beforeAll(async () => {
  const config = requireServerKeys(readConfig(environment));
  const logger = pino({ level: 'silent' });
  app = await createApp(await openInstallation(config, { plugins: [inMemory], logger }));
  const nobody = await listen(app);
  const operator = nobody.withKey(config.adminKey);
  const firm = await operator.post<{ id: string }>('/v1/firms', { name: 'Hollis' });
  key = (await operator.post<{ key: string }>(`/v1/firms/${firm.body.id}/keys`, { role: 'admin' })).body.key;
  admin = nobody.withKey(key);
  const made = await admin.post<{ id: string }>('/v1/integrations', { source: 'intake', target: await connected() });
  integration = `/v1/integrations/${made.body.id}`;
  await admin.send('PATCH', `${integration}/settings`, {
    matterDocumentSync: true,
    matterNoteSync: true,
    matterRelationshipSync: true,
  });
  await fillIntake();
});

afterAll(() => app.close());

describe('a matter over HTTP, on an embedded database', () => {
  it('is previewed, converted and told about while it goes', async () => {
    const preview = await admin.post<{ planHash: string; changes: unknown[] }>(`${matterPath()}/preview`, {
      for: 'convert',
    });
    expect(preview.status).toBe(200);
    expect(preview.body.changes).toHaveLength(6);

    const accepted = await admin.post<{ runId: string }>(`${matterPath()}/convert`, { expect: preview.body.planHash });
    expect(accepted.status).toBe(202);
    const run = await ended(accepted.body.runId);
    expect(run).toMatchObject({ status: 'succeeded', counts: { total: 6, outcomes: { applied: 6 } } });
    expect(run.changes.map(({ kind, sourceId }) => `${kind} ${sourceId}`).toSorted()).toEqual([
      'contact c1',
      'contact c2',
      'document d1',
      'matter m 1',
      'note n1',
      'relationship r1',
    ]);
  });

  it('is shown with what became of it', async () => {
    const { body } = await admin.get(matterPath());
    expect(body).toMatchObject({
      state: 'synced',
      matter: { id: matter, status: 'hired', link: { state: 'synced' } },
      client: { id: 'c1', link: { targetRef: expect.any(String) } },
      contacts: [{ id: 'c2', link: {} }],
      notes: [{ id: 'n1', body: 'She called.', link: {} }],
      documents: [{ id: 'd1', name: 'will.json', link: { state: 'synced' } }],
      relationships: [{ id: 'r1', label: 'Brother', link: {} }],
    });
  });

  it('is listed with its state, and found by it', async () => {
    await admin.send('PUT', '/v1/intake/matters/m2', { title: 'Lease', contactId: 'c2' });
    const list = async (query: string) =>
      (
        await admin.get<{ items: { id: string; state: string }[]; nextCursor?: string }>(
          `${integration}/matters?${query}`,
        )
      ).body;
    expect((await list('')).items.map(({ id, state }) => [id, state])).toEqual([
      [matter, 'synced'],
      ['m2', 'not-synced'],
    ]);
    expect((await list('state=not-synced')).items.map(({ id }) => id)).toEqual(['m2']);
    expect((await list('state=synced')).items.map(({ id }) => id)).toEqual([matter]);
    expect((await list('state=failed')).items).toEqual([]);
    expect((await list('id=m2')).items.map(({ id }) => id)).toEqual(['m2']);
    expect((await list(`id=m2&id=${encodeURIComponent(matter)}&id=nobody`)).items).toHaveLength(2);
    expect((await list('q=ortiz')).items.map(({ id }) => id)).toEqual([matter]);
    const first = await list('limit=1');
    expect(first.items.map(({ id }) => id)).toEqual([matter]);
    const second = await list(`limit=1&cursor=${encodeURIComponent(first.nextCursor!)}`);
    expect(second.items.map(({ id }) => id)).toEqual(['m2']);
    expect(second.nextCursor).toBeUndefined();
  });

  it('costs nothing when nothing has changed', async () => {
    const { body } = await admin.post<{ runId: string }>(`${matterPath()}/sync`);
    const run = await ended(body.runId);
    expect(run).toMatchObject({
      status: 'succeeded',
      counts: { outcomes: { unchanged: 6 } },
      requests: { reads: 0, writes: 0, transfers: 0 },
    });
  });

  it('is reconciled as a batch', async () => {
    await admin.send('PUT', '/v1/intake/matters/m%201/notes/n1', { subject: 'Call', body: 'She called twice.' });
    expect((await admin.get(`${integration}/reconciliation`)).body).toEqual({ batch: null });
    const { body } = await admin.post<{ batchId: string }>(`${integration}/reconcile`);
    const runs = await admin.get<{ items: { id: string }[] }>(`/v1/runs?batch=${body.batchId}`);
    await Promise.all(runs.body.items.map(({ id }) => ended(id)));
    expect((await admin.get(`/v1/batches/${body.batchId}`)).body).toMatchObject({
      status: 'finished',
      total: 1,
      done: 1,
      failed: 0,
      waiting: 0,
    });
    expect((await admin.get(`${integration}/reconciliation`)).body).toMatchObject({ batch: { id: body.batchId } });
  });

  it('is not found where there is none', async () => {
    expect((await admin.post(`${integration}/matters/none/sync`)).status).toBe(404);
    expect((await admin.get(`${integration}/matters/none`)).status).toBe(404);
    expect((await admin.send('DELETE', `${integration}/links/note/n1`)).status).toBe(400);
    expect((await admin.send('DELETE', `${integration}/links/soup/n1`)).status).toBe(404);
  });

  it('can be untied and tied by hand', async () => {
    const link = `${integration}/links/note/n1?matter=${encodeURIComponent(matter)}`;
    const { notes } = (await admin.get<{ notes: { link: { targetRef: string } }[] }>(matterPath())).body;
    expect((await admin.send('DELETE', link)).status).toBe(204);
    expect((await admin.get<{ notes: unknown[] }>(matterPath())).body.notes).toEqual([
      expect.not.objectContaining({ link: expect.anything() }),
    ]);
    const tied = await admin.send('PUT', link, { targetRef: notes[0]!.link.targetRef });
    expect(tied).toMatchObject({ status: 200, body: { kind: 'note', sourceId: 'n1' } });
    expect((await admin.send('PUT', link, { targetRef: 'nothing' })).body['code']).toBe('target-record-absent');
  });
});

describe('the stream of events', () => {
  it('goes on where a listener was', async () => {
    const all = await EventListener.open(admin.url, key, 0);
    const third = await all.until(({ id }) => id === '3');
    await all.close();
    const resumed = await EventListener.open(admin.url, key, 2);
    expect(await resumed.until(() => true)).toEqual(third);
    await resumed.close();
  });

  it('begins now without a place to resume from', async () => {
    const listener = await EventListener.open(admin.url, key);
    const { body } = await admin.post<{ runId: string }>(`${matterPath()}/sync`);
    expect((await listener.until(() => true)).data.runId).toBe(body.runId);
    await ended(body.runId);
    await listener.close();
  });

  it('shows nothing of another firm, and needs a key', async () => {
    expect((await admin.withKey('cb_nobody').get('/v1/events')).status).toBe(401);
    expect((await admin.get('/v1/events', { 'last-event-id': 'first' })).status).toBe(400);
  });
});
