import { Container } from 'inversify';
import { bindings } from '../../contracts/plugin.ts';
import type { CaseManagementTarget } from '../../contracts/ports/case-management-target.ts';
import type { Session, SessionRequest } from '../../contracts/session.ts';
import { clio } from '../../plugins/clio/index.ts';
import { countRequest, meteredTarget } from '../../src/connections/metered-target.ts';
import type { ClioWorld } from './clio-world.ts';

const counted = (url: string, { purpose, ...init }: SessionRequest) => {
  countRequest(purpose, init.method ?? 'GET');
  return fetch(url, init);
};

/** Opens the plugin anew for every run from now on, as a process does that was started again: it remembers nothing. */
export function restart({ deps, emulator, clock }: ClioWorld): void {
  const { access_token: token } = emulator.issueToken();
  const session: Session = {
    fetch: (url, request) =>
      counted(url, {
        ...request,
        headers: { ...Object.fromEntries(new Headers(request.headers)), authorization: `Bearer ${token}` },
      }),
    openFetch: counted,
    clock,
    log: { debug: () => {}, info: () => {}, warn: () => {} },
    region: undefined,
    environment: { CLIO_CLIENT_ID: 'app', CLIO_CLIENT_SECRET: 'secret', CLIO_BASE_URL: emulator.origin },
    setUp: undefined,
  };
  const { systems } = deps;
  const before = systems.target.bind(systems);
  systems.target = async (firmId, connectionId, meter) => {
    const container = new Container();
    container.bind(bindings.session).toConstantValue(session);
    container.load(clio.module);
    const target = meteredTarget(container.get<CaseManagementTarget>(bindings.target), meter);
    return { ...(await before(firmId, connectionId, meter)), target };
  };
}
