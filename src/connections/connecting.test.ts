import { beforeEach, describe, expect, it } from 'vitest';
import { FakeVendor, vendorPlugin } from '../../test/support/fake-vendor.ts';
import { installInMemory, type MemoryInstallation } from '../../test/support/memory-installation.ts';
import type { Connection } from '../ports/connection-vault.ts';

let vendor: FakeVendor;
let memory: MemoryInstallation;
const firmId = 'firm-a';

beforeEach(() => {
  vendor = new FakeVendor();
  memory = installInMemory({
    plugins: [vendorPlugin()],
    environment: { VENDOR_CLIENT_ID: 'app' },
    fetch: vendor.fetch,
  });
});

const wish = { system: 'vendor', keyFields: true };

function stateIn(authorizationUrl: string | undefined): string {
  return new URL(authorizationUrl ?? '').searchParams.get('state') ?? '';
}

async function begin(firm = firmId, browserSession?: string): Promise<{ id: string; state: string }> {
  const journey = { firmId: firm, ...(browserSession === undefined ? {} : { browserSession }) };
  const { connection, authorizationUrl } = await memory.installation.core.beginConnection.begin(journey, wish);
  return { id: connection.id, state: stateIn(authorizationUrl) };
}

function finish(
  state: string,
  code: string | undefined,
  more: { error?: string; browserSession?: string } = {},
): Promise<Connection> {
  return memory.installation.core.finishAuthorization.finish({
    state,
    code,
    error: more.error,
    browserSession: more.browserSession,
  });
}

async function connect(account: string, firm = firmId): Promise<Connection> {
  return finish((await begin(firm)).state, vendor.allow(account));
}

function stored(id: string, firm = firmId): Promise<Connection | undefined> {
  return memory.storage.books.connections.find(firm, id);
}

describe('connecting', () => {
  it('sends a person to the vendor with our way back', async () => {
    const { authorizationUrl } = await memory.installation.core.beginConnection.begin({ firmId }, wish);
    expect(new URL(authorizationUrl ?? '').searchParams.get('redirect_uri')).toBe(
      'http://casebridge.test/oauth/callback',
    );
  });

  it('looks at the account, sets it up, and keeps the credentials', async () => {
    const connection = await connect('denver');
    expect(connection).toMatchObject({
      status: 'connected',
      account: { id: 'denver' },
      setUp: { keyFields: true },
      region: 'here',
    });
    expect(await memory.storage.books.connections.credentials(connection.id)).toMatchObject({
      accessToken: 'access-2',
    });
  });

  it('takes a state once', async () => {
    const { state } = await begin();
    await finish(state, vendor.allow('denver'));
    await expect(finish(state, vendor.allow('denver'))).rejects.toMatchObject({ code: 'state-invalid' });
  });

  it('takes no state that it did not hand out, that has expired, or whose connection is gone', async () => {
    await expect(finish('made-up', vendor.allow('denver'))).rejects.toMatchObject({ code: 'state-invalid' });
    const late = await begin();
    memory.clock.advance(10 * 60 * 1000);
    await expect(finish(late.state, vendor.allow('denver'))).rejects.toMatchObject({ code: 'state-invalid' });
    const gone = await begin();
    await memory.installation.core.disconnect.disconnect(firmId, gone.id);
    await expect(finish(gone.state, vendor.allow('denver'))).rejects.toMatchObject({ code: 'state-invalid' });
  });

  it('takes a state only from the browser session that began it', async () => {
    const { state } = await begin(firmId, 'browser-1');
    await expect(finish(state, vendor.allow('denver'), { browserSession: 'browser-2' })).rejects.toMatchObject({
      code: 'state-invalid',
    });
    const again = await begin(firmId, 'browser-1');
    expect(await finish(again.state, vendor.allow('denver'), { browserSession: 'browser-1' })).toMatchObject({
      status: 'connected',
    });
  });

  it('keeps no state in the clear', async () => {
    const { state } = await begin();
    expect(await memory.storage.books.connections.takePending(state)).toBeUndefined();
  });

  it('leaves the connection waiting when the person declines, the code is no good, or the vendor is down', async () => {
    const declined = await begin();
    await expect(finish(declined.state, undefined, { error: 'access_denied' })).rejects.toMatchObject({
      code: 'authorization-declined',
    });
    const wrong = await begin();
    await expect(finish(wrong.state, 'no-such-code')).rejects.toMatchObject({ kind: 'unauthorized' });
    const down = await begin();
    vendor.outage = new Error('down');
    await expect(finish(down.state, 'code')).rejects.toMatchObject({ kind: 'unreachable' });
    for (const { id } of [declined, wrong, down])
      expect(await stored(id)).toMatchObject({ status: 'awaiting-authorization' });
  });

  it('names the variables that are missing', async () => {
    const bare = installInMemory({ plugins: [vendorPlugin()] });
    const begun = bare.installation.core.beginConnection.begin({ firmId }, wish);
    await expect(begun).rejects.toMatchObject({
      kind: 'misconfigured',
      message: 'Vendor needs VENDOR_CLIENT_ID to be set.',
    });
  });

  it('takes only regions that the system has', async () => {
    const begun = memory.installation.core.beginConnection.begin({ firmId }, { ...wish, region: 'moon' });
    await expect(begun).rejects.toMatchObject({ code: 'invalid-request', errors: [{ path: 'region' }] });
  });
});

describe('the account behind a connection', () => {
  it('is connected once per firm, also after it was disconnected', async () => {
    const first = await connect('denver');
    const second = await begin();
    await expect(finish(second.state, vendor.allow('denver'))).rejects.toMatchObject({
      code: 'account-already-connected',
    });
    expect(await stored(second.id)).toMatchObject({ status: 'awaiting-authorization' });
    await memory.installation.core.disconnect.disconnect(firmId, first.id);
    await expect(connect('denver')).rejects.toMatchObject({ code: 'account-already-connected' });
  });

  it('is not prepared when it is turned down', async () => {
    await connect('denver');
    vendor.requests.length = 0;
    await expect(connect('denver')).rejects.toMatchObject({ code: 'account-already-connected' });
    expect(vendor.requests).not.toContain('GET /set-up');
  });

  it('may be connected by another firm', async () => {
    await connect('denver');
    expect(await connect('denver', 'firm-b')).toMatchObject({ status: 'connected' });
  });

  it('must be the same when a connection is made again', async () => {
    const { id } = await connect('denver');
    const { core } = memory.installation;
    await core.disconnect.disconnect(firmId, id);
    const other = await core.beginConnection.again({ firmId }, id);
    await expect(finish(stateIn(other.authorizationUrl), vendor.allow('boise'))).rejects.toMatchObject({
      code: 'account-differs',
    });
    expect(await stored(id)).toMatchObject({ status: 'disconnected' });
    const same = await core.beginConnection.again({ firmId }, id);
    expect(await finish(stateIn(same.authorizationUrl), vendor.allow('denver'))).toMatchObject({
      id,
      status: 'connected',
    });
  });
});

describe('verifying', () => {
  it('tells that the access holds', async () => {
    const { id } = await connect('denver');
    expect(await memory.installation.core.verifyConnection.verify(firmId, id)).toMatchObject({ status: 'connected' });
  });

  it('tells that it was withdrawn', async () => {
    const { id } = await connect('denver');
    vendor.withdraw();
    expect(await memory.installation.core.verifyConnection.verify(firmId, id)).toMatchObject({
      status: 'needs-reconnect',
    });
  });

  it('does not call an outage a lost access', async () => {
    const { id } = await connect('denver');
    vendor.outage = new Error('down');
    await expect(memory.installation.core.verifyConnection.verify(firmId, id)).rejects.toMatchObject({
      kind: 'unreachable',
    });
    expect(await stored(id)).toMatchObject({ status: 'connected' });
  });
});

describe('disconnecting', () => {
  it('revokes at the vendor, forgets the tokens and stays listed', async () => {
    const { id } = await connect('denver');
    await memory.installation.core.disconnect.disconnect(firmId, id);
    expect(vendor.revoked).toEqual(['access-2']);
    expect(await memory.storage.books.connections.credentials(id)).toBeUndefined();
    expect(await stored(id)).toMatchObject({ status: 'disconnected' });
  });

  it('forgets the tokens also when the vendor does not answer', async () => {
    const { id } = await connect('denver');
    vendor.outage = new Error('down');
    await memory.installation.core.disconnect.disconnect(firmId, id);
    expect(await memory.storage.books.connections.credentials(id)).toBeUndefined();
    expect(memory.logged.join('')).toContain('did not confirm');
  });

  it('removes what never came about', async () => {
    const { id } = await begin();
    await memory.installation.core.disconnect.disconnect(firmId, id);
    expect(await stored(id)).toBeUndefined();
  });
});
