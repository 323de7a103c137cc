import { Container } from 'inversify';
import { bindings } from '../../contracts/plugin.ts';
import type { CaseManagementTarget, SetUpState } from '../../contracts/ports/case-management-target.ts';
import type { Session, SessionRequest } from '../../contracts/session.ts';
import { type ClioEmulator, startClioEmulator } from '../../plugins/clio/emulator/index.ts';
import { clio } from '../../plugins/clio/index.ts';
import { closeChecked } from '../../plugins/clio/vendor-spec.fixture.ts';
import { countRequest, meteredTarget } from '../../src/connections/metered-target.ts';
import { Line, type WorldTarget } from './line-world.ts';

const app = { clientId: 'app', clientSecret: 'secret' };
const quiet = { debug: () => {}, info: () => {}, warn: () => {} };

/** The line to Clio's emulator over HTTP, with the plugin as it is. */
export class ClioWorld extends Line {
  readonly emulator: ClioEmulator;

  private constructor(emulator: ClioEmulator, target: WorldTarget, time: { now: () => number }) {
    super(() => target);
    this.emulator = emulator;
    time.now = () => this.clock.now();
  }

  static async start(options: { readonly keyFields: boolean; readonly settleMs?: number }): Promise<ClioWorld> {
    const time = { now: () => Date.parse('2026-03-02T09:00:00.000Z') };
    const emulator = await startClioEmulator({
      ...app,
      redirectUris: 'any',
      clock: { now: () => time.now() },
      rateLimit: null,
    });
    const sleep: { on?: (ms: number) => Promise<void> } = {};
    const open = await connectTo(emulator, options, {
      now: () => time.now(),
      sleep: (ms) => sleep.on?.(ms) ?? Promise.resolve(),
    });
    const world = new ClioWorld(emulator, { system: 'clio', lockedMappings: clio.lockedMappings ?? [], open }, time);
    sleep.on = (ms) => world.clock.sleep(ms);
    await world.open();
    return world;
  }

  close(): Promise<void> {
    return closeChecked(this.emulator);
  }
}

async function connectTo(
  emulator: ClioEmulator,
  options: { readonly keyFields: boolean; readonly settleMs?: number },
  clock: Session['clock'],
): Promise<WorldTarget['open']> {
  const token = emulator.issueToken().access_token;
  const counted = (url: string, { purpose, ...init }: SessionRequest) => {
    countRequest(purpose, init.method ?? 'GET');
    return fetch(url, init);
  };
  const openWith = (setUp: SetUpState | undefined): CaseManagementTarget => {
    const container = new Container();
    container.bind(bindings.session).toConstantValue({
      fetch: (url, request) =>
        counted(url, {
          ...request,
          headers: { ...Object.fromEntries(new Headers(request.headers)), authorization: `Bearer ${token}` },
        }),
      openFetch: counted,
      clock,
      log: quiet,
      region: undefined,
      environment: {
        CLIO_CLIENT_ID: app.clientId,
        CLIO_CLIENT_SECRET: app.clientSecret,
        CLIO_BASE_URL: emulator.origin,
        CLIO_SETTLE_MS: String(options.settleMs ?? 30_000),
        CLIO_DEADLINE_MS: '5000',
      },
      setUp,
    } satisfies Session);
    container.load(clio.module);
    return container.get<CaseManagementTarget>(bindings.target);
  };
  const target = openWith(await openWith(undefined).setUp({ keyFields: options.keyFields }));
  return (meter) => meteredTarget(target, meter);
}
