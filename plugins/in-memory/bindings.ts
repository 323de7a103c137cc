import { ContainerModule } from 'inversify';
import { bindings } from '../../contracts/plugin.ts';
import type { Authorization } from '../../contracts/ports/authorization.ts';
import type { Session } from '../../contracts/session.ts';
import { InMemorySystem } from './system.ts';
import { openInMemoryTarget } from './target.ts';

/** Accounts by name, as long as the process lives. */
const accounts = new Map<string, InMemorySystem>();

const authorization: Authorization = {
  way: 'secrets',
  secrets: [{ name: 'account', label: 'Name of the account' }],
  exchange: async ({ account = 'default' }) => ({ accessToken: account }),
  renew: async (credentials) => credentials,
  revoke: async () => {},
};

export const module = new ContainerModule(({ bind }) => {
  bind(bindings.authorization).toConstantValue(authorization);
  bind(bindings.target).toDynamicValue((context) => {
    const session = context.get<Session>(bindings.session);
    const account = session.region ?? 'default';
    const system = accounts.get(account) ?? new InMemorySystem(() => session.clock.now());
    accounts.set(account, system);
    return openInMemoryTarget(system, { keyFields: session.setUp?.keyFields !== false, meter: () => {} });
  });
});
