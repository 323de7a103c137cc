import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RedirectAuthorization } from '../../contracts/ports/authorization.ts';
import { type ConnectedFirm, connectFirm } from './session.fixture.ts';
import { closeChecked } from './vendor-spec.fixture.ts';

let firm: ConnectedFirm;
let authorization: RedirectAuthorization;
const redirectUri = 'http://127.0.0.1:9999/v1/connections/callback';

beforeEach(async () => {
  firm = await connectFirm();
  const bound = firm.open('authorization');
  if (bound.way !== 'redirect') throw new Error('not by redirect');
  authorization = bound;
});
afterEach(() => closeChecked(firm.emulator));

async function codeFrom(url: string): Promise<string> {
  const page = await fetch(url, { redirect: 'manual' });
  const back = new URL(page.headers.get('location') ?? '', url);
  expect(back.searchParams.get('state')).toBe('opaque');
  return back.searchParams.get('code') ?? `no code: ${back.search}`;
}

const address = () => authorization.authorizationUrl({ state: 'opaque', redirectUri });

describe('the code flow', () => {
  it('exchanges a code, renews with the same refresh token, and revokes twice without harm', async () => {
    const granted = await authorization.exchange({ code: await codeFrom(address()), redirectUri });
    expect(granted).toMatchObject({ expiresAt: firm.clock.now() + 2_592_000_000 });
    const renewed = await authorization.renew(granted);
    expect(renewed.refreshToken).toBe(granted.refreshToken);
    expect(renewed.accessToken).not.toBe(granted.accessToken);
    await authorization.revoke(renewed);
    await authorization.revoke(renewed);
    await expect(authorization.renew(renewed)).rejects.toMatchObject({ kind: 'unauthorized' });
    expect(firm.sent.every(({ purpose }) => purpose === 'setup')).toBe(true);
  });

  it('brings a person who declines back', async () => {
    firm.emulator.visit({}, true);
    expect(await codeFrom(address())).toContain('access_denied');
  });

  it('asks for a code again after a lost request, and says to connect again after a lost answer', async () => {
    firm.emulator.faults.add({ kind: 'reset-before', match: { host: 'oauth', method: 'POST' } });
    expect(await authorization.exchange({ code: await codeFrom(address()), redirectUri })).toHaveProperty(
      'accessToken',
    );
    firm.emulator.faults.add({ kind: 'reset-after', match: { host: 'oauth', method: 'POST' } });
    const lost = authorization.exchange({ code: await codeFrom(address()), redirectUri });
    await expect(lost).rejects.toMatchObject({ kind: 'unreachable' });
  });

  it.each(['reset-after', 'truncate', 'reset-before'] as const)('renews in spite of %s', async (kind) => {
    const { access_token: accessToken, refresh_token: refreshToken } = firm.emulator.issueToken();
    firm.emulator.faults.add({ kind, match: { host: 'oauth', method: 'POST' } });
    expect(await authorization.renew({ accessToken, refreshToken })).toHaveProperty('accessToken');
  });

  it('tells a wrong app from an access that has ended', async () => {
    firm.environment.CLIO_CLIENT_SECRET = 'wrong';
    const { access_token: accessToken, refresh_token: refreshToken } = firm.emulator.issueToken();
    await expect(authorization.renew({ accessToken, refreshToken })).rejects.toMatchObject({ kind: 'misconfigured' });
    await expect(authorization.renew({ accessToken })).rejects.toMatchObject({ kind: 'unauthorized' });
  });

  it('needs the app', () => {
    delete firm.environment.CLIO_CLIENT_ID;
    expect(address).toThrow(/CLIO_CLIENT_ID/);
  });
});
