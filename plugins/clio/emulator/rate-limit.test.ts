import { afterEach, beforeEach, expect, it } from 'vitest';
import { openClient } from './client.fixture.ts';
import type { Client } from './client.fixture.ts';

let clio: Client;
beforeEach(async () => {
  clio = await openClient({ rateLimit: { limit: 3, windowMs: 60_000 } });
});
afterEach(() => clio.emulator.close());

it('refuses before anything is done, says when to come back, and opens again then', async () => {
  for (const left of ['2', '1', '0']) {
    expect((await clio.get('/contacts.json')).headers.get('x-ratelimit-remaining')).toBe(left);
    clio.clock.advance(10_000);
  }
  const refused = await clio.post('/contacts.json', { type: 'Person', first_name: 'Ana' });
  expect(refused.status).toBe(429);
  expect(refused.body.error).toEqual({ type: 'RateLimited', message: 'Rate limit exceeded. Retry in 30 seconds.' });
  expect(refused.headers.get('retry-after')).toBe('30');
  expect(refused.headers.get('x-ratelimit-limit')).toBe('3');
  expect(Number(refused.headers.get('x-ratelimit-reset')) * 1000).toBe(clio.clock.now() + 30_000);
  expect(clio.emulator.holdings().contacts).toEqual([]);
  clio.clock.advance(30_000);
  expect((await clio.get('/contacts.json')).status).toBe(200);
});

it('counts each token alone, refused requests too', async () => {
  for (let n = 0; n < 4; n += 1) await clio.get('/contacts/1');
  expect((await clio.get('/contacts.json')).status).toBe(429);
  clio.token = clio.emulator.issueToken().access_token;
  expect((await clio.get('/contacts.json')).status).toBe(200);
});

it('allows 50 a minute unless told otherwise', async () => {
  await clio.emulator.close();
  const { startClioEmulator } = await import('./index.ts');
  const emulator = await startClioEmulator({ clientId: 'a', clientSecret: 'b' });
  const headers = { authorization: `Bearer ${emulator.issueToken().access_token}` };
  expect((await fetch(`${emulator.apiBase}/users`, { headers })).headers.get('x-ratelimit-limit')).toBe('50');
  await emulator.close();
});
