import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { APP, openClient, send } from './client.fixture.ts';
import type { Client, Reply } from './client.fixture.ts';

const REDIRECT = 'http://127.0.0.1:8080/callback';

let clio: Client;
beforeEach(async () => {
  clio = await openClient({
    redirectUris: [REDIRECT],
    accounts: [{ name: 'Hollis & Vane LLP' }, { name: 'Other Firm' }],
  });
});
afterEach(() => clio.emulator.close());

const authorize = (more: Record<string, string> = {}): Promise<Reply> => {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: APP.clientId,
    redirect_uri: REDIRECT,
    state: 's1',
    ...more,
  });
  return send(`${clio.emulator.origin}/oauth/authorize?${query.toString()}`);
};

const token = (form: Record<string, string>): Promise<Reply> => {
  const body = new URLSearchParams({ client_id: APP.clientId, client_secret: APP.clientSecret, ...form });
  return send(`${clio.emulator.origin}/oauth/token`, { method: 'POST', body });
};

const redeem = (code: string, more: Record<string, string> = {}): Promise<Reply> =>
  token({ grant_type: 'authorization_code', code, redirect_uri: REDIRECT, ...more });

async function code(more: Record<string, string> = {}): Promise<string> {
  const back = new URL((await authorize(more)).headers.get('location') ?? '');
  return back.searchParams.get('code') ?? '';
}

describe('authorize', () => {
  it('comes back with the state and a code for a token of thirty days', async () => {
    const reply = await authorize();
    expect(reply.status).toBe(302);
    const back = new URL(reply.headers.get('location') ?? '');
    expect(back.origin + back.pathname).toBe(REDIRECT);
    expect(back.searchParams.get('state')).toBe('s1');
    const granted = await redeem(back.searchParams.get('code') ?? '');
    expect(granted.body).toMatchObject({ token_type: 'bearer', expires_in: 2_592_000 });
    expect(granted.body.refresh_token).toBeTypeOf('string');
  });

  it('goes nowhere for an unknown app or an unregistered address', async () => {
    for (const more of [
      { client_id: 'other' },
      { redirect_uri: `${REDIRECT}/` },
      { redirect_uri: 'http://evil.test/' },
    ]) {
      const reply = await authorize(more);
      expect([reply.status >= 400, reply.headers.get('location')]).toEqual([true, null]);
    }
  });

  it('comes back from a decline only when asked to', async () => {
    clio.emulator.visit({}, true);
    const stayed = await authorize();
    expect([stayed.status, stayed.headers.get('location')]).toEqual([200, null]);
    const back = new URL((await authorize({ redirect_on_decline: 'true' })).headers.get('location') ?? '');
    expect([back.searchParams.get('error'), back.searchParams.get('state'), back.searchParams.get('code')]).toEqual([
      'access_denied',
      's1',
      null,
    ]);
  });
});

describe('a code', () => {
  it('is spent once, within ten minutes, for the address it was made for', async () => {
    const first = await code();
    expect((await redeem(first)).status).toBe(200);
    expect((await redeem(first)).body).toMatchObject({ error: 'invalid_grant' });
    expect((await redeem(await code(), { redirect_uri: 'http://127.0.0.1:8080/other' })).status).toBe(400);
    const late = await code();
    clio.clock.advance(10 * 60_000 + 1);
    expect((await redeem(late)).status).toBe(400);
  });

  it('made with a challenge wants its verifier', async () => {
    const challenge = {
      code_challenge: createHash('sha256').update('verifier').digest('base64url'),
      code_challenge_method: 'S256',
    };
    expect((await redeem(await code(challenge), { code_verifier: 'wrong' })).status).toBe(400);
    expect((await redeem(await code(challenge), { code_verifier: 'verifier' })).status).toBe(200);
  });

  it('needs the right secret, in a form', async () => {
    const wrong = await redeem(await code(), { client_secret: 'guess' });
    expect([wrong.status, wrong.body.error]).toEqual([401, 'invalid_client']);
    const body = JSON.stringify({ ...APP, grant_type: 'authorization_code', code: await code() });
    const headers = { 'content-type': 'application/json' };
    expect((await send(`${clio.emulator.origin}/oauth/token`, { method: 'POST', headers, body })).status).toBe(400);
  });
});

describe('a token', () => {
  it('ends after thirty days with a string for an error, and its refresh token goes on, never rotated', async () => {
    const granted = (await redeem(await code())).body;
    clio.token = granted.access_token;
    clio.clock.advance(2_592_000_000 - 1);
    expect((await clio.get('/users/who_am_i.json')).status).toBe(200);
    clio.clock.advance(1);
    const refused = await clio.get('/users/who_am_i.json');
    expect([refused.status, refused.body.error]).toEqual([401, 'invalid_token']);
    for (const _ of [1, 2]) {
      const fresh = await token({ grant_type: 'refresh_token', refresh_token: granted.refresh_token });
      expect(fresh.body).not.toHaveProperty('refresh_token');
      clio.token = fresh.body.access_token;
      expect((await clio.get('/users/who_am_i.json')).status).toBe(200);
    }
  });

  it('ends when it is refreshed, unless the setting says otherwise', async () => {
    const granted = (await redeem(await code())).body;
    clio.token = granted.access_token;
    await token({ grant_type: 'refresh_token', refresh_token: granted.refresh_token });
    expect((await clio.get('/users.json')).status).toBe(401);
    clio.emulator.settings.refreshEndsPrevious = false;
    const again = await token({ grant_type: 'refresh_token', refresh_token: granted.refresh_token });
    clio.token = again.body.access_token;
    await token({ grant_type: 'refresh_token', refresh_token: granted.refresh_token });
    expect((await clio.get('/users.json')).status).toBe(200);
  });

  it('is given back at deauthorize, with its refresh token', async () => {
    const granted = (await redeem(await code())).body;
    const headers = { authorization: `Bearer ${granted.access_token}` };
    const body = new URLSearchParams({ token: granted.access_token });
    const reply = await send(`${clio.emulator.origin}/oauth/deauthorize`, { method: 'POST', headers, body });
    expect([reply.status, reply.text]).toEqual([200, '']);
    const refused = await token({ grant_type: 'refresh_token', refresh_token: granted.refresh_token });
    expect(refused.body.error).toBe('invalid_grant');
  });

  it('belongs to one firm and shows nothing of another', async () => {
    await clio.person();
    clio.emulator.visit({ account: 'Other Firm' });
    clio.token = (await redeem(await code())).body.access_token;
    const who = await clio.get('/users/who_am_i.json?fields=email,account{id,name}');
    expect(who.body.data.account.name).toBe('Other Firm');
    expect((await clio.get('/contacts.json')).body.data).toEqual([]);
    const foreign = clio.emulator.holdings().contacts[0]?.id;
    expect((await clio.get(`/contacts/${foreign}`)).status).toBe(404);
  });

  it('ends when somebody removes the app or the user leaves', async () => {
    const user = clio.emulator.holdings().users[1];
    const leaver = clio.emulator.issueToken({ user: user?.id ?? 0 });
    clio.emulator.people.disableUser(user?.id ?? 0);
    expect((await token({ grant_type: 'refresh_token', refresh_token: leaver.refresh_token })).status).toBe(400);
    clio.emulator.people.revokeApp();
    expect((await clio.get('/users.json')).status).toBe(401);
  });
});

describe('permissions', () => {
  it('refuse what the app has no box for', async () => {
    clio.emulator.settings.permissions = { users: 'none', contacts: 'read' };
    expect((await clio.get('/users/who_am_i.json')).status).toBe(403);
    expect((await clio.get('/contacts.json')).status).toBe(200);
    expect((await clio.post('/contacts.json', { type: 'Person', first_name: 'A' })).body.error.type).toBe(
      'ForbiddenError',
    );
    expect((await clio.post('/relationships.json', {})).status).toBe(403);
  });
});
