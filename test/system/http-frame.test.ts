import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/composition/create-app.ts';
import { FakeVendor, vendorPlugin } from '../support/fake-vendor.ts';
import { listen, type HttpClient } from '../support/http-client.ts';
import { installInMemory, operatorKey, type MemoryInstallation } from '../support/memory-installation.ts';

const vendor = new FakeVendor();
const served: { method: string; path: string }[] = [];
let memory: MemoryInstallation;
let app: NestFastifyApplication;
let nobody: HttpClient;
let operator: HttpClient;
let firmId: string;
let admin: HttpClient;
let worker: HttpClient;
let viewer: HttpClient;

async function keyOf(firm: string, role: string): Promise<HttpClient> {
  const { body } = await operator.post<{ key: string }>(`/v1/firms/${firm}/keys`, { role });
  return nobody.withKey(body.key);
}

async function newFirm(name: string): Promise<string> {
  return (await operator.post<{ id: string }>('/v1/firms', { name })).body.id;
}

async function connect(client: HttpClient, account: string): Promise<string> {
  const begun = await client.post<{ id: string; authorizationUrl: string }>('/v1/connections', { system: 'vendor' });
  const state = new URL(begun.body.authorizationUrl).searchParams.get('state') ?? '';
  await nobody.get(`/oauth/callback?code=${vendor.allow(account)}&state=${state}`);
  return begun.body.id;
}

beforeAll(async () => {
  memory = installInMemory({
    plugins: [vendorPlugin()],
    environment: { VENDOR_CLIENT_ID: 'app' },
    fetch: vendor.fetch,
  });
  app = await createApp(memory.installation);
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRoute', ({ method, url }) => {
      for (const one of [method].flat()) served.push({ method: one, path: url });
    });
  nobody = await listen(app);
  operator = nobody.withKey(operatorKey);
  firmId = await newFirm('Hollis & Partners');
  admin = await keyOf(firmId, 'admin');
  worker = await keyOf(firmId, 'operator');
  viewer = await keyOf(firmId, 'viewer');
});

afterAll(() => app.close());

describe('the description of the routes', () => {
  it('names every route of the running server, and no other', async () => {
    const { body } = await nobody.get<{ paths: Record<string, Record<string, unknown>> }>('/openapi.json');
    const described = Object.entries(body.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const running = served
      .filter(({ method }) => method !== 'OPTIONS')
      .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
    expect(described.toSorted()).toEqual([...new Set(running)].toSorted());
    expect(described.length).toBeGreaterThan(40);
  });

  it('is OpenAPI 3.1 with bodies, answers and problems', async () => {
    const { body } = await nobody.get('/openapi.json');
    expect(body).toMatchObject({
      openapi: '3.1.0',
      paths: {
        '/v1/integrations/{id}/matters/{matterId}/sync': {
          post: {
            parameters: expect.arrayContaining([expect.objectContaining({ name: 'matterId', in: 'path' })]),
            requestBody: { content: { 'application/json': { schema: { type: 'object' } } } },
            responses: { 202: { content: { 'application/json': { schema: { required: ['runId'] } } } }, default: {} },
          },
        },
      },
    });
  });
});

describe('keys', () => {
  it('are needed everywhere but on the public routes', async () => {
    const { status, headers, body } = await nobody.get('/v1/me');
    expect({ status, code: body['code'], type: headers.get('content-type') }).toEqual({
      status: 401,
      code: 'key-required',
      type: 'application/problem+json',
    });
    expect(headers.get('www-authenticate')).toBe('Bearer');
    expect((await nobody.withKey('cb_wrong').get('/v1/me')).status).toBe(401);
    expect((await nobody.get('/health/live')).status).toBe(200);
  });

  it('tell whose they are', async () => {
    const { body } = await viewer.get('/v1/me');
    expect(body).toEqual({ firm: { id: firmId, name: 'Hollis & Partners' }, role: 'viewer' });
  });

  it('of the operator reach firms and keys, and no data of a firm', async () => {
    expect((await operator.get('/v1/firms')).status).toBe(200);
    for (const path of ['/v1/me', '/v1/connections', '/v1/intake/contacts', '/v1/runs']) {
      expect((await operator.get(path)).body['code']).toBe('role-too-low');
    }
    expect((await admin.post('/v1/firms', { name: 'x' })).status).toBe(403);
  });

  it('are shown once, kept as a digest, and end when they are removed', async () => {
    const made = await admin.post<{ id: string; key: string }>(`/v1/firms/${firmId}/keys`, { role: 'viewer' });
    expect(made.body.key).toMatch(/^cb_[\w-]{43}$/);
    const listed = await admin.get(`/v1/firms/${firmId}/keys`);
    expect(JSON.stringify(listed.body)).not.toContain(made.body.key);
    expect(JSON.stringify(await memory.storage.books.firms.keys(firmId))).not.toContain(made.body.key);
    const client = nobody.withKey(made.body.key);
    expect((await client.get('/v1/me')).status).toBe(200);
    expect((await admin.send('DELETE', `/v1/firms/${firmId}/keys/${made.body.id}`)).status).toBe(204);
    expect((await client.get('/v1/me')).status).toBe(401);
  });

  it('of an admin reach the keys of no other firm', async () => {
    const other = await newFirm('Other');
    expect((await admin.get(`/v1/firms/${other}/keys`)).status).toBe(404);
    expect((await admin.post(`/v1/firms/${other}/keys`, { role: 'admin' })).status).toBe(404);
    expect((await viewer.get(`/v1/firms/${firmId}/keys`)).status).toBe(403);
  });

  it('let viewers read, operators work and admins set up', async () => {
    const attempts: [HttpClient, string, string, unknown, number][] = [
      [viewer, 'GET', '/v1/runs', undefined, 200],
      [viewer, 'POST', '/v1/runs/none/retry', {}, 403],
      [worker, 'POST', '/v1/runs/none/retry', {}, 404],
      [worker, 'POST', '/v1/connections', { system: 'vendor' }, 403],
      [worker, 'PATCH', '/v1/integrations/none/settings', {}, 403],
      [admin, 'PATCH', '/v1/integrations/none/settings', {}, 404],
    ];
    for (const [client, method, path, body, expected] of attempts) {
      expect([method, path, (await client.send(method, path, body)).status]).toEqual([method, path, expected]);
    }
  });

  it('never reach the log', async () => {
    await admin.get('/v1/connections?limit=3');
    const log = memory.logged.join('');
    expect(log).toContain('/v1/connections');
    expect(log).not.toContain(operatorKey);
    expect(log).not.toContain('cb_');
    expect(log).not.toContain('limit=3');
  });
});

describe('what cannot be understood', () => {
  it('is a problem that says what is wrong', async () => {
    const cases: [string, string, unknown, number, string][] = [
      ['POST', '/v1/integrations', '{"source":', 400, 'malformed-json'],
      ['POST', '/v1/integrations', { source: 'intake' }, 400, 'invalid-request'],
      ['POST', '/v1/integrations', { source: 'intake', target: 'none', colour: 'red' }, 400, 'invalid-request'],
      ['POST', '/v1/integrations', { source: 'intake', target: 'none' }, 422, 'invalid-value'],
      ['POST', '/v1/connections', { system: 'nowhere' }, 422, 'unknown-system'],
      ['GET', '/v1/runs?limit=0', undefined, 400, 'invalid-request'],
      ['GET', '/v1/runs?limit=201', undefined, 400, 'invalid-request'],
      ['GET', '/v1/runs?colour=red', undefined, 400, 'invalid-request'],
      ['GET', '/v1/runs/none', undefined, 404, 'not-found'],
      ['GET', '/v1/nothing', undefined, 404, 'not-found'],
      ['PUT', '/v1/runs', {}, 404, 'not-found'],
      ['POST', '/v1/integrations/none/webhooks', {}, 404, 'not-found'],
      ['POST', '/v1/session', { key: 'x' }, 401, 'key-unknown'],
      ['POST', '/v1/integrations', `"${'x'.repeat(3_000_000)}"`, 413, 'body-too-large'],
    ];
    for (const [method, path, body, status, code] of cases) {
      const answer = await admin.send(method, path, body);
      expect([method, path, answer.status, answer.body['code']]).toEqual([method, path, status, code]);
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
      expect(answer.body).toMatchObject({
        status,
        title: expect.any(String),
        detail: expect.any(String),
        type: expect.any(String),
      });
    }
  });

  it('names each field', async () => {
    const { body } = await admin.post('/v1/integrations', { source: 7, colour: 'red' });
    expect((body['errors'] as { path: string }[]).map(({ path }) => path).toSorted()).toEqual([
      'colour',
      'source',
      'target',
    ]);
  });

  it('tells nothing about our inside when something breaks here', async () => {
    const { firms } = memory.storage.books;
    const original = firms.find.bind(firms);
    memory.installation.core.firms.find = () => Promise.reject(new Error('secret inside'));
    const { status, headers, body } = await viewer.get('/v1/me', { 'x-request-id': 'broken-1' });
    memory.installation.core.firms.find = original as never;
    expect({ status, code: body['code'], id: headers.get('x-request-id') }).toEqual({
      status: 500,
      code: 'unexpected',
      id: 'broken-1',
    });
    expect(JSON.stringify(body)).not.toContain('secret inside');
    expect(memory.logged.join('')).toMatch(/broken-1.*secret inside/);
  });
});

describe('an Idempotency-Key', () => {
  it('gives the same answer to the same request', async () => {
    const key = { 'idempotency-key': 'firm-1' };
    const first = await operator.post('/v1/firms', { name: 'Once' }, key);
    const again = await operator.post('/v1/firms', { name: 'Once' }, key);
    expect(again.body).toEqual(first.body);
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
  });

  it('is refused with another body', async () => {
    const key = { 'idempotency-key': 'firm-2' };
    await operator.post('/v1/firms', { name: 'One' }, key);
    const { status, body } = await operator.post('/v1/firms', { name: 'Two' }, key);
    expect([status, body['code']]).toEqual([422, 'idempotency-mismatch']);
  });

  it('does not remember a refusal', async () => {
    const key = { 'idempotency-key': 'refused-1' };
    expect((await admin.post('/v1/integrations', { source: 'intake', target: 'soon' }, key)).status).toBe(422);
    expect((await admin.post('/v1/integrations', { source: 'intake', target: 'later' }, key)).status).toBe(422);
  });

  it('never keeps a key that is shown once', async () => {
    const key = { 'idempotency-key': 'key-1' };
    const one = await operator.post<{ key: string }>(`/v1/firms/${firmId}/keys`, { role: 'viewer' }, key);
    const two = await operator.post<{ key: string }>(`/v1/firms/${firmId}/keys`, { role: 'viewer' }, key);
    expect(one.body.key).not.toBe(two.body.key);
  });

  it('is forgotten after a day', async () => {
    const key = { 'idempotency-key': 'firm-3' };
    await operator.post('/v1/firms', { name: 'One' }, key);
    memory.clock.advance(25 * 60 * 60 * 1000);
    expect((await operator.post('/v1/firms', { name: 'Two' }, key)).status).toBe(201);
  });
});

describe('from a connection to an integration', () => {
  it('connects by way of the vendor, integrates, and shows settings, fields and mappings', async () => {
    const connection = await connect(admin, 'denver');
    expect((await viewer.get(`/v1/connections/${connection}`)).body).toMatchObject({
      status: 'connected',
      account: { id: 'denver', timeZone: 'America/Denver' },
      capabilities: { kinds: {} },
    });
    const made = await admin.post<{ id: string }>('/v1/integrations', { source: 'intake', target: connection });
    expect(made).toMatchObject({
      status: 201,
      body: {
        settings: {
          matterConversionSync: true,
          matterNoteSync: false,
          timeZone: 'America/Denver',
          contactMatching: 'ask',
        },
      },
    });
    const path = `/v1/integrations/${made.body.id}`;
    expect((await admin.post('/v1/integrations', { source: 'intake', target: connection })).body['code']).toBe(
      'integration-exists',
    );

    const patched = await admin.send('PATCH', `${path}/settings`, { matterNoteSync: true });
    expect(patched.body).toMatchObject({ matterNoteSync: true, matterDocumentSync: false });
    await admin.send('PATCH', `${path}/settings`, { matterNoteSync: true });
    expect((await viewer.get(path)).body['settingsRevision']).toBe(2);
    expect((await admin.send('PATCH', `${path}/settings`, { timeZone: 'Mars/Base' })).body['code']).toBe(
      'invalid-value',
    );

    const schedule = { cron: '0 6 * * 1-5', zone: 'America/Denver' };
    expect((await admin.send('PATCH', `${path}/schedule`, { schedule })).status).toBe(200);
    expect((await viewer.get(`${path}/schedule`)).body).toEqual({ schedule });
    expect(
      (await admin.send('PATCH', `${path}/schedule`, { schedule: { ...schedule, cron: '61 * * * *' } })).status,
    ).toBe(422);
    expect((await admin.send('PATCH', `${path}/schedule`, { schedule: null })).body).toEqual({ schedule: null });

    expect((await viewer.get(`${path}/fields?side=target&level=matter`)).body).toEqual({
      items: [{ path: 'matter_name', label: 'Name', type: 'text', writable: true }],
    });
    const asked = vendor.requests.length;
    await viewer.get(`${path}/fields?side=target&level=contact`);
    expect(vendor.requests.length).toBe(asked);
    expect(
      (await viewer.get<{ items: unknown[] }>(`${path}/fields?side=source&level=matter`)).body.items.length,
    ).toBeGreaterThan(3);

    const mappings = await viewer.get<{ items: { id: string; locked: boolean }[] }>(`${path}/mappings`);
    expect(mappings.body.items.every(({ locked }) => locked)).toBe(true);
    const [locked] = mappings.body.items;
    const mapping = `${path}/mappings/${encodeURIComponent(locked!.id)}`;
    expect((await admin.send('DELETE', mapping)).body['code']).toBe('mapping-locked');
    expect((await admin.send('PATCH', mapping, { sourceField: 'x' })).status).toBe(409);
    expect((await admin.send('DELETE', `${path}/mappings/none`)).status).toBe(404);

    expect((await admin.send('DELETE', path)).status).toBe(204);
    expect((await viewer.get(path)).status).toBe(404);
  });

  it('shows nothing of it to another firm', async () => {
    const connection = await connect(admin, 'boise');
    const stranger = await keyOf(await newFirm('Stranger'), 'admin');
    expect((await stranger.get(`/v1/connections/${connection}`)).status).toBe(404);
    expect((await stranger.get<{ items: unknown[] }>('/v1/connections')).body.items).toEqual([]);
    expect((await stranger.post('/v1/integrations', { source: 'intake', target: connection })).status).toBe(422);
    expect((await stranger.send('DELETE', `/v1/connections/${connection}`)).status).toBe(404);
  });

  it('sends a person back to the pages with what went wrong', async () => {
    const { status, headers } = await nobody.get('/oauth/callback?code=x&state=never');
    expect(status).toBe(302);
    expect(headers.get('location')).toMatch(/^http:\/\/casebridge\.test\/integrations\?error=state-invalid&/);
  });

  it('tells what can be connected and what is missing', async () => {
    const { body } = await viewer.get<{ items: unknown[] }>('/v1/plugins');
    expect(body.items).toEqual([
      expect.objectContaining({ id: 'vendor', configured: true, authorization: { way: 'redirect' } }),
    ]);
  });
});

describe('health', () => {
  it('is ready while everything answers', async () => {
    expect((await nobody.get('/health/ready')).body).toEqual({ status: 'ok', checks: { files: 'ok' } });
  });
});
