import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/composition/create-app.ts';
import { FakeVendor, vendorPlugin } from '../support/fake-vendor.ts';
import { type Answer, type HttpClient, listen } from '../support/http-client.ts';
import { installInMemory, type MemoryInstallation, operatorKey } from '../support/memory-installation.ts';

const vendor = new FakeVendor();
let memory: MemoryInstallation;
let app: NestFastifyApplication;
let nobody: HttpClient;
let firmId: string;
let key: string;
let keyId: string;

interface SignedIn {
  readonly cookie: string;
  readonly csrfToken: string;
}

type Session = { csrfToken: string; expiresAt: string; role: string };

async function newKey(role: string): Promise<{ id: string; key: string }> {
  return (await nobody.withKey(operatorKey).post<{ id: string; key: string }>(`/v1/firms/${firmId}/keys`, { role }))
    .body;
}

const cookieOf = ({ headers }: Answer<unknown>): string => (headers.get('set-cookie') ?? '').split(';')[0] ?? '';

async function signIn(body: unknown = { key }): Promise<SignedIn> {
  const answer = await nobody.post<Session>('/v1/session', body);
  expect(answer.status).toBe(201);
  return { cookie: cookieOf(answer), csrfToken: answer.body.csrfToken };
}

const writing = ({ cookie, csrfToken }: SignedIn) => ({ cookie, 'x-csrf-token': csrfToken });

beforeAll(async () => {
  memory = installInMemory({
    plugins: [vendorPlugin()],
    environment: { VENDOR_CLIENT_ID: 'app' },
    fetch: vendor.fetch,
  });
  app = await createApp(memory.installation);
  nobody = await listen(app);
  firmId = (await nobody.withKey(operatorKey).post<{ id: string }>('/v1/firms', { name: 'Hollis' })).body.id;
  ({ id: keyId, key } = await newKey('admin'));
});
afterAll(() => app.close());

describe('signing in', () => {
  it('exchanges the key for a cookie that no script can read, and never shows the key', async () => {
    const answer = await nobody.post<Session>('/v1/session', { key });
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^casebridge_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(cookie + JSON.stringify(answer.body)).not.toContain(key);
    expect(answer.body).toMatchObject({ firm: { id: firmId, name: 'Hollis' }, role: 'admin' });
  });

  it('keeps only a digest of what the browser holds', async () => {
    const { cookie } = await signIn();
    const secret = cookie.split('=')[1] ?? '';
    expect(await memory.storage.books.sessions.find(secret)).toBeUndefined();
    expect((await nobody.get('/v1/me', { cookie })).status).toBe(200);
  });

  it('refuses keys that nobody holds, and that of the operator', async () => {
    const refused = async (body: unknown) => {
      const answer = await nobody.post('/v1/session', body);
      return [answer.status, answer.body['code'], answer.headers.get('set-cookie')];
    };
    expect(await refused({ key: 'cb_nobody' })).toEqual([401, 'key-unknown', null]);
    expect(await refused({ key: operatorKey })).toEqual([403, 'firm-key-needed', null]);
    expect(await refused({ key: ' ' })).toEqual([400, 'invalid-request', null]);
  });

  it('works by a ticket, once and soon', async () => {
    const issue = async () =>
      (await nobody.withKey(key).post<{ ticket: string; url: string }>('/v1/session/tickets')).body;
    const { ticket, url } = await issue();
    expect(url).toBe(`http://casebridge.test/sign-in#ticket=${ticket}`);
    const { cookie } = await signIn({ ticket });
    expect((await nobody.get('/v1/me', { cookie })).body).toMatchObject({ role: 'admin' });
    expect((await nobody.post('/v1/session', { ticket })).body['code']).toBe('ticket-invalid');
    const late = await issue();
    memory.clock.advance(16 * 60 * 1000);
    expect((await nobody.post('/v1/session', { ticket: late.ticket })).status).toBe(401);
  });

  it('marks the cookie secure where the pages are reached by https', async () => {
    const secure = installInMemory({ plugins: [] });
    Object.assign(secure.installation.ground, { publicUrl: 'https://casebridge.test' });
    const other = await createApp(secure.installation);
    const client = await listen(other);
    const firm = (await client.withKey(operatorKey).post<{ id: string }>('/v1/firms', { name: 'S' })).body.id;
    const made = await client.withKey(operatorKey).post<{ key: string }>(`/v1/firms/${firm}/keys`, { role: 'viewer' });
    const { headers } = await client.post('/v1/session', { key: made.body.key });
    expect(headers.get('set-cookie')).toMatch(
      /^__Host-casebridge_session=\S+; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    await other.close();
  });
});

describe('a session', () => {
  it('reads with the cookie alone and writes with the token', async () => {
    const session = await signIn();
    expect((await nobody.get('/v1/connections', { cookie: session.cookie })).status).toBe(200);
    for (const headers of [{ cookie: session.cookie }, { cookie: session.cookie, 'x-csrf-token': 'guessed' }]) {
      const { status, body } = await nobody.post('/v1/connections', { system: 'vendor' }, headers);
      expect([status, body['code']]).toEqual([403, 'csrf-token-invalid']);
    }
    expect((await nobody.post('/v1/connections', { system: 'vendor' }, writing(session))).status).toBe(201);
  });

  it('does not take the token of another session', async () => {
    const [one, two] = [await signIn(), await signIn()];
    const mixed = writing({ cookie: one.cookie, csrfToken: two.csrfToken });
    expect((await nobody.post('/v1/connections', { system: 'vendor' }, mixed)).status).toBe(403);
  });

  it('tells a reloaded page who is signed in, with the token', async () => {
    const { cookie, csrfToken } = await signIn();
    expect((await nobody.get('/v1/session', { cookie })).body).toMatchObject({ csrfToken, role: 'admin' });
    expect((await nobody.withKey(key).get('/v1/session')).status).toBe(404);
  });

  it('has the rights of its key', async () => {
    const viewer = await signIn({ key: (await newKey('viewer')).key });
    expect((await nobody.post('/v1/connections', { system: 'vendor' }, writing(viewer))).body['code']).toBe(
      'role-too-low',
    );
  });

  it('opens the stream of events', async () => {
    const { cookie } = await signIn();
    const response = await fetch(`${nobody.url}/v1/events?lastEventId=0`, { headers: { cookie } });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
    await response.body?.cancel();
    expect((await nobody.get('/v1/events?lastEventId=x', { cookie })).status).toBe(400);
  });

  it('goes on while it is used and expires when it is not', async () => {
    const { cookie } = await signIn();
    const hours = (count: number) => memory.clock.advance(count * 60 * 60 * 1000);
    for (let used = 0; used < 3; used += 1) {
      hours(11);
      expect((await nobody.get('/v1/me', { cookie })).status).toBe(200);
    }
    hours(12);
    const { status, body } = await nobody.get('/v1/me', { cookie });
    expect([status, body['code'], body['action']]).toEqual([401, 'session-expired', 'Sign in again.']);
  });

  it('ends when somebody signs out, and when its key is removed', async () => {
    const session = await signIn();
    expect((await nobody.send('DELETE', '/v1/session', undefined, { cookie: session.cookie })).status).toBe(403);
    const out = await nobody.send('DELETE', '/v1/session', undefined, writing(session));
    expect([out.status, cookieOf(out)]).toEqual([204, 'casebridge_session=']);
    expect((await nobody.get('/v1/me', { cookie: session.cookie })).body['code']).toBe('session-expired');

    const made = await newKey('operator');
    const { cookie } = await signIn({ key: made.key });
    await nobody.withKey(key).send('DELETE', `/v1/firms/${firmId}/keys/${made.id}`);
    expect((await nobody.get('/v1/me', { cookie })).body['code']).toBe('session-expired');
    expect(keyId).not.toBe(made.id);
  });

  it('ends a journey to a vendor only in the browser that began it', async () => {
    const session = await signIn();
    const begin = async () => {
      const begun = await nobody.post<{ authorizationUrl: string }>(
        '/v1/connections',
        { system: 'vendor' },
        writing(session),
      );
      return new URL(begun.body.authorizationUrl).searchParams.get('state') ?? '';
    };
    const back = async (state: string, headers: Record<string, string>) =>
      (await nobody.get(`/oauth/callback?code=${vendor.allow('denver')}&state=${state}`, headers)).headers.get(
        'location',
      );
    expect(await back(await begin(), {})).toContain('error=state-invalid');
    expect(await back(await begin(), { cookie: (await signIn()).cookie })).toContain('error=state-invalid');
    expect(await back(await begin(), { cookie: session.cookie })).toContain('connected=');
  });
});
