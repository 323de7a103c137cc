import { ContainerModule } from 'inversify';
import { SyncFailure } from '../../contracts/failures.ts';
import type { TargetField } from '../../contracts/mappings.ts';
import type { FieldLevel } from '../../contracts/objects/values.ts';
import { bindings, definePlugin, type Plugin } from '../../contracts/plugin.ts';
import type { Credentials, RedirectAuthorization } from '../../contracts/ports/authorization.ts';
import type { Account, CaseManagementTarget } from '../../contracts/ports/case-management-target.ts';
import type { Session } from '../../contracts/session.ts';
import { inMemory } from '../../plugins/in-memory/index.ts';
import { InMemorySystem } from '../../plugins/in-memory/system.ts';
import { openInMemoryTarget } from '../../plugins/in-memory/target.ts';

const host = 'https://vendor.test';

interface Grant {
  readonly account: string;
  refreshToken: string;
  accessToken: string;
}

/** A vendor with the OAuth code flow, as a `fetch`. Access and renewal tokens are good once they are handed out, until they are replaced. */
export class FakeVendor {
  readonly requests: string[] = [];
  readonly revoked: string[] = [];
  renewals = 0;
  /** Thrown instead of an answer. */
  outage: Error | undefined;
  /** Awaited before a renewal is answered. */
  beforeRenewal: () => Promise<void> = async () => {};
  private readonly codes = new Map<string, string>();
  private grants: Grant[] = [];
  private serial = 0;

  /** What the vendor's page would send back after somebody allowed the access to an account. */
  allow(account: string): string {
    const code = `code-${++this.serial}`;
    this.codes.set(code, account);
    return code;
  }

  /** Access tokens are not taken any more; renewal tokens still are. */
  expireAccess(): void {
    for (const grant of this.grants) grant.accessToken = `gone-${++this.serial}`;
  }

  /** Somebody withdrew the access in the vendor's own pages. */
  withdraw(): void {
    this.grants = [];
  }

  readonly fetch = async (url: string, init: RequestInit): Promise<Response> => {
    if (this.outage) throw this.outage;
    const { pathname } = new URL(url);
    this.requests.push(`${init.method ?? 'GET'} ${pathname}`);
    const body = typeof init.body === 'string' ? (JSON.parse(init.body) as Record<string, string>) : {};
    if (pathname === '/token') return this.token(body);
    if (pathname === '/revoke') return this.revoke(body);
    const grant = this.grants.find(
      ({ accessToken }) => new Headers(init.headers).get('authorization') === `Bearer ${accessToken}`,
    );
    return grant ? Response.json({ account: grant.account }) : new Response(null, { status: 401 });
  };

  private async token({ code, refreshToken }: Record<string, string>): Promise<Response> {
    if (refreshToken !== undefined) return this.renew(refreshToken);
    const account = code === undefined ? undefined : this.codes.get(code);
    if (code === undefined || account === undefined) return Response.json({ error: 'invalid_grant' }, { status: 400 });
    this.codes.delete(code);
    const grant = { account, accessToken: `access-${++this.serial}`, refreshToken: `refresh-${this.serial}` };
    this.grants.push(grant);
    return Response.json(grant);
  }

  /** Renewal tokens are good once, which is what makes two renewals at a time fatal. */
  private async renew(refreshToken: string): Promise<Response> {
    this.renewals += 1;
    await this.beforeRenewal();
    const grant = this.grants.find((known) => known.refreshToken === refreshToken);
    if (!grant) return Response.json({ error: 'invalid_grant' }, { status: 400 });
    grant.accessToken = `access-${++this.serial}`;
    grant.refreshToken = `refresh-${this.serial}`;
    return Response.json(grant);
  }

  private revoke({ accessToken = '' }: Record<string, string>): Response {
    this.revoked.push(accessToken);
    return new Response(null, { status: 204 });
  }
}

async function tokens(session: Session, body: Record<string, string>): Promise<Credentials> {
  const response = await reach(() =>
    session.openFetch(`${host}/token`, { purpose: 'setup', method: 'POST', body: JSON.stringify(body) }),
  );
  if (response.status === 400) throw new SyncFailure('unauthorized', 'The vendor takes this grant no more.');
  const { accessToken, refreshToken } = (await response.json()) as Grant;
  return { accessToken, refreshToken };
}

async function reach(send: () => Promise<Response>): Promise<Response> {
  try {
    return await send();
  } catch (cause) {
    if (cause instanceof SyncFailure) throw cause;
    throw new SyncFailure('unreachable', 'The vendor cannot be reached.', { cause });
  }
}

function authorizationOver(session: Session): RedirectAuthorization {
  return {
    way: 'redirect',
    authorizationUrl: ({ state, redirectUri }) =>
      `${host}/authorize?${new URLSearchParams({ state, redirect_uri: redirectUri }).toString()}`,
    exchange: ({ code }) => tokens(session, { code }),
    renew: ({ refreshToken = '' }) => tokens(session, { refreshToken }),
    revoke: async ({ accessToken }) => {
      await reach(() =>
        session.openFetch(`${host}/revoke`, {
          purpose: 'setup',
          method: 'POST',
          body: JSON.stringify({ accessToken }),
        }),
      );
    },
  };
}

function targetOver(session: Session): CaseManagementTarget {
  const ask = async (path: string): Promise<{ account: string }> => {
    const response = await reach(() => session.fetch(`${host}${path}`, { purpose: 'setup' }));
    if (response.status === 401) throw new SyncFailure('unauthorized', 'The vendor refuses the access.');
    return (await response.json()) as { account: string };
  };
  const records = openInMemoryTarget(new InMemorySystem(() => session.clock.now()), {
    keyFields: true,
    meter: () => {},
  });
  return {
    ...records,
    verify: async (): Promise<Account> => {
      const { account } = await ask('/who');
      return { id: account, name: `Account ${account}`, timeZone: 'America/Denver' };
    },
    setUp: async ({ keyFields }) => ({ keyFields, account: (await ask('/set-up')).account }),
    fields: async (level: FieldLevel): Promise<readonly TargetField[]> => {
      await ask(`/fields/${level}`);
      return [{ path: `${level}_name`, level, label: 'Name', type: 'text', writable: true, custom: false }];
    },
  };
}

/** The plugin for the fake vendor; every part of it does what it must through its session. */
export function vendorPlugin(id = 'vendor'): Plugin {
  return definePlugin({
    ...inMemory,
    id,
    title: 'Vendor',
    regions: [
      { id: 'here', title: 'Here' },
      { id: 'there', title: 'There' },
    ],
    environment: [{ name: 'VENDOR_CLIENT_ID', meaning: 'The app.', required: true }],
    module: new ContainerModule(({ bind }) => {
      bind(bindings.authorization).toDynamicValue((context) =>
        authorizationOver(context.get<Session>(bindings.session)),
      );
      bind(bindings.target).toDynamicValue((context) => targetOver(context.get<Session>(bindings.session)));
    }),
  });
}
