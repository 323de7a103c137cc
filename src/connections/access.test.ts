import { beforeEach, describe, expect, it } from 'vitest';
import { FakeVendor, vendorPlugin } from '../../test/support/fake-vendor.ts';
import { installInMemory, type MemoryInstallation } from '../../test/support/memory-installation.ts';
import { OpenSystems } from './open-system.ts';

const firmId = 'firm-a';
let vendor: FakeVendor;
let memory: MemoryInstallation;
let connectionId: string;

async function connect(account: string): Promise<string> {
  const { core } = memory.installation;
  const { authorizationUrl } = await core.beginConnection.begin({ firmId }, { system: 'vendor', keyFields: true });
  const state = new URL(authorizationUrl ?? '').searchParams.get('state') ?? '';
  return (
    await core.finishAuthorization.finish({
      state,
      code: vendor.allow(account),
      error: undefined,
      browserSession: undefined,
    })
  ).id;
}

/** As another process would open them: nothing is shared but the storage. */
function anotherProcess(): OpenSystems {
  return new OpenSystems({
    ...memory.installation.ground,
    openIntake: () => Promise.reject(new Error('none')) as never,
  });
}

async function account(systems: OpenSystems, meter = () => {}): Promise<string> {
  return (await (await systems.target(firmId, connectionId, meter)).target.verify()).id;
}

beforeEach(async () => {
  vendor = new FakeVendor();
  memory = installInMemory({
    plugins: [vendorPlugin()],
    environment: { VENDOR_CLIENT_ID: 'app' },
    fetch: vendor.fetch,
  });
  connectionId = await connect('denver');
});

describe('access to a connected system', () => {
  it('is renewed once when the vendor refuses the token, and the request goes on', async () => {
    vendor.expireAccess();
    expect(await account(memory.installation.core.systems)).toBe('denver');
    expect(vendor.renewals).toBe(1);
    expect(await account(memory.installation.core.systems)).toBe('denver');
    expect(vendor.renewals).toBe(1);
  });

  it('is renewed once for requests that run side by side', async () => {
    vendor.expireAccess();
    const { systems } = memory.installation.core;
    expect(await Promise.all(Array.from({ length: 5 }, () => account(systems)))).toEqual(
      Array.from({ length: 5 }, () => 'denver'),
    );
    expect(vendor.renewals).toBe(1);
  });

  it('is renewed once for processes that run side by side', async () => {
    const processes = Array.from({ length: 4 }, anotherProcess);
    await Promise.all(processes.map((one) => account(one)));
    vendor.expireAccess();
    let release = (): void => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    vendor.beforeRenewal = () => held;
    const all = Promise.all(processes.map((one) => account(one)));
    release();
    expect(await all).toEqual(['denver', 'denver', 'denver', 'denver']);
    expect(vendor.renewals).toBe(1);
  });

  it('is renewed before it ends', async () => {
    const { connections } = memory.storage.books;
    const kept = await connections.credentials(connectionId);
    await connections.keepCredentials(connectionId, { ...kept!, expiresAt: memory.clock.now() + 30_000 });
    await account(anotherProcess());
    expect(vendor.renewals).toBe(1);
    expect(vendor.requests.filter((request) => request === 'GET /who')).toHaveLength(2);
  });

  it('is lost when the vendor renews it no more, and a person has to reconnect', async () => {
    vendor.withdraw();
    await expect(account(memory.installation.core.systems)).rejects.toMatchObject({
      kind: 'unauthorized',
      nextStep: 'reconnect',
    });
    expect(await memory.storage.books.connections.find(firmId, connectionId)).toMatchObject({
      status: 'needs-reconnect',
    });
    const asked = vendor.requests.length;
    await expect(account(memory.installation.core.systems)).rejects.toMatchObject({ kind: 'unauthorized' });
    expect(vendor.requests).toHaveLength(asked);
  });

  it('is not lost by an outage while it is renewed', async () => {
    vendor.expireAccess();
    vendor.beforeRenewal = () => Promise.reject(new Error('reset'));
    await expect(account(memory.installation.core.systems)).rejects.toMatchObject({ kind: 'unreachable' });
    vendor.beforeRenewal = async () => {};
    expect(await account(memory.installation.core.systems)).toBe('denver');
    expect(await memory.storage.books.connections.find(firmId, connectionId)).toMatchObject({ status: 'connected' });
  });

  it('is taken up anew after a reconnection', async () => {
    const { core } = memory.installation;
    await account(core.systems);
    vendor.withdraw();
    await expect(account(core.systems)).rejects.toMatchObject({ kind: 'unauthorized' });
    memory.clock.advance(1000);
    const { authorizationUrl } = await core.beginConnection.again({ firmId }, connectionId);
    const state = new URL(authorizationUrl ?? '').searchParams.get('state') ?? '';
    await core.finishAuthorization.finish({
      state,
      code: vendor.allow('denver'),
      error: undefined,
      browserSession: undefined,
    });
    expect(await account(core.systems)).toBe('denver');
  });

  it('never shows in the log', async () => {
    vendor.expireAccess();
    await account(memory.installation.core.systems);
    expect(memory.logged.join('')).not.toMatch(/access-|refresh-/);
  });
});

describe('opened systems', () => {
  it('count the requests of each opening apart', async () => {
    const { systems } = memory.installation.core;
    const counts = [0, 0];
    const [one, two] = await Promise.all(
      [0, 1].map((at) => systems.target(firmId, connectionId, () => void (counts[at] = (counts[at] ?? 0) + 1))),
    );
    await Promise.all([one!.target.verify(), two!.target.verify(), two!.target.fields('contact')]);
    expect(counts).toEqual([1, 2]);
  });

  it('belong to one firm', async () => {
    await expect(memory.installation.core.systems.target('firm-b', connectionId, () => {})).rejects.toMatchObject({
      kind: 'misconfigured',
    });
  });
});
