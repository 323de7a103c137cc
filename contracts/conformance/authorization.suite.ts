import { expect } from 'vitest';
import { SyncFailure } from '../failures.ts';
import type { Credentials, RedirectAuthorization } from '../ports/authorization.ts';
import { type Check, skip, type Suite } from './check.ts';
import type { SandboxAuthorization } from './sandbox.ts';
import type { Scene } from './scene.ts';

interface Redirect {
  readonly way: RedirectAuthorization;
  readonly sandbox: SandboxAuthorization;
}

function redirectOf(scene: Scene): Redirect {
  const sandbox = scene.sandbox.authorization ?? skip('this plugin does not connect by redirect');
  if (sandbox.authorization.way !== 'redirect') skip('this plugin does not connect by redirect');
  return { way: sandbox.authorization, sandbox };
}

const state = 'a-state/with+signs=&?';

async function codeOf({ way, sandbox }: Redirect): Promise<string> {
  const { redirectUri } = sandbox;
  const back = new URL(await sandbox.agree(way.authorizationUrl({ state, redirectUri })));
  expect(`${back.origin}${back.pathname}`).toBe(redirectUri);
  expect(back.searchParams.get('state'), 'the state comes back unchanged').toBe(state);
  return back.searchParams.get('code') ?? '';
}

async function connect(redirect: Redirect): Promise<Credentials> {
  const code = await codeOf(redirect);
  return redirect.way.exchange({ code, redirectUri: redirect.sandbox.redirectUri });
}

async function failureOf(call: Promise<unknown>): Promise<SyncFailure> {
  const failure = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (failure instanceof SyncFailure) return failure;
  throw new Error(`A SyncFailure was expected, not ${String(failure)}.`);
}

const exchange: Check = {
  name: 'a code is exchanged for credentials that open the account',
  run: async (scene) => {
    const redirect = redirectOf(scene);
    const credentials = await connect(redirect);
    expect(await redirect.sandbox.opens(credentials)).toBe(true);
    expect(JSON.parse(JSON.stringify(credentials))).toEqual(credentials);
    if (credentials.expiresAt !== undefined)
      expect(credentials.expiresAt).toBeGreaterThan(Date.parse(scene.sandbox.now()));
  },
};

const renewal: Check = {
  name: 'renewed credentials open the account and can be renewed again',
  run: async (scene) => {
    const redirect = redirectOf(scene);
    let credentials = await connect(redirect);
    for (let round = 0; round < 3; round += 1) {
      const renewed = await redirect.way.renew(credentials);
      expect(renewed.refreshToken, 'the refresh token is kept where no new one was given').toEqual(expect.any(String));
      expect(await redirect.sandbox.opens(renewed)).toBe(true);
      credentials = renewed;
    }
  },
};

const badCode: Check = {
  name: 'a code that is wrong or spent is no access, and is not repeated in words',
  run: async (scene) => {
    const redirect = redirectOf(scene);
    const { redirectUri } = redirect.sandbox;
    const spent = await codeOf(redirect);
    await redirect.way.exchange({ code: spent, redirectUri });
    for (const code of [spent, 'Xn0t-a-code-9']) {
      const failure = await failureOf(redirect.way.exchange({ code, redirectUri }));
      expect(['unauthorized', 'refused']).toContain(failure.kind);
      expect(failure.message).not.toContain(code);
    }
  },
};

const revoked: Check = {
  name: 'revoked credentials open nothing and cannot be renewed',
  run: async (scene) => {
    const redirect = redirectOf(scene);
    const credentials = await connect(redirect);
    await redirect.way.revoke(credentials);
    expect(await redirect.sandbox.opens(credentials)).toBe(false);
    expect((await failureOf(redirect.way.renew(credentials))).kind).toBe('unauthorized');
  },
};

const withdrawn: Check = {
  name: 'access that somebody took away cannot be renewed, and revoking it is no failure',
  run: async (scene) => {
    const redirect = redirectOf(scene);
    const credentials = await connect(redirect);
    await redirect.sandbox.withdraw();
    const failure = await failureOf(redirect.way.renew(credentials));
    expect(failure.kind).toBe('unauthorized');
    expect(failure.message).not.toContain(credentials.refreshToken ?? credentials.accessToken);
    await redirect.way.revoke(credentials);
  },
};

const outage: Check = {
  name: 'a token endpoint that is down does not look like access taken away',
  run: async (scene) => {
    const redirect = redirectOf(scene);
    const credentials = await connect(redirect);
    redirect.sandbox.breakTokens();
    const renewed = await redirect.way.renew(credentials).catch((error: unknown) => error);
    if (renewed instanceof Error) expect(renewed).toMatchObject({ name: 'SyncFailure', kind: 'unreachable' });
    expect(await redirect.sandbox.opens(await redirect.way.renew(credentials))).toBe(true);
  },
};

export const authorization: Suite = {
  title: 'authorization',
  checks: [exchange, renewal, badCode, revoked, withdrawn, outage],
};
