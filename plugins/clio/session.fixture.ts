import { Container } from 'inversify';
import { type BoundTypes, bindings } from '../../contracts/plugin.ts';
import type { SetUpState } from '../../contracts/ports/case-management-target.ts';
import type { Clock, RequestPurpose, Session, SessionRequest } from '../../contracts/session.ts';
import { type ClioEmulator, type ClioEmulatorOptions, startClioEmulator } from './emulator/index.ts';
import { clio } from './index.ts';

/** A clock that only sleeping moves, so that no test waits. */
export class SleepingClock implements Clock {
  #now = Date.parse('2026-03-02T18:00:00Z');
  readonly slept: number[] = [];

  now(): number {
    return this.#now;
  }

  async sleep(ms: number): Promise<void> {
    this.slept.push(ms);
    this.#now += ms;
    await Promise.resolve();
  }

  advance(ms: number): void {
    this.#now += ms;
  }
}

const app = { clientId: 'app-key', clientSecret: 'app-secret' };

export interface Sent {
  readonly purpose: RequestPurpose;
  readonly method: string;
  readonly url: string;
}

/** A firm connected to an emulated account; both share one clock. */
export class ConnectedFirm {
  readonly emulator: ClioEmulator;
  readonly clock: SleepingClock;
  readonly sent: Sent[] = [];
  readonly environment: Record<string, string>;
  token: string;

  constructor(emulator: ClioEmulator, clock: SleepingClock, environment: Record<string, string> = {}) {
    this.emulator = emulator;
    this.clock = clock;
    this.token = emulator.issueToken().access_token;
    this.environment = {
      CLIO_CLIENT_ID: app.clientId,
      CLIO_CLIENT_SECRET: app.clientSecret,
      CLIO_BASE_URL: emulator.origin,
      CLIO_DEADLINE_MS: '2000',
      ...environment,
    };
  }

  session(setUp?: SetUpState): Session {
    const fetchAs =
      (authorised: boolean) =>
      async (url: string, { purpose, ...request }: SessionRequest) => {
        this.sent.push({ purpose, method: request.method ?? 'GET', url });
        const headers = new Headers(request.headers);
        if (authorised) headers.set('authorization', `Bearer ${this.token}`);
        return fetch(url, { ...request, headers });
      };
    const log = { debug: () => undefined, info: () => undefined, warn: () => undefined };
    return {
      fetch: fetchAs(true),
      openFetch: fetchAs(false),
      clock: this.clock,
      log,
      region: 'us',
      environment: this.environment,
      setUp,
    };
  }

  open<Name extends 'target' | 'authorization'>(name: Name, setUp?: SetUpState): BoundTypes[Name] {
    const container = new Container();
    container.bind(bindings.session).toConstantValue(this.session(setUp));
    container.load(clio.module);
    return container.get<BoundTypes[Name]>(bindings[name]);
  }

  /** The account with or without the key fields. */
  async target({ keyFields = true } = {}) {
    const state = await this.open('target').setUp({ keyFields });
    this.sent.length = 0;
    return this.open('target', state);
  }

  counts(): Record<RequestPurpose, number> {
    const of = (purpose: RequestPurpose) => this.sent.filter((request) => request.purpose === purpose).length;
    return { object: of('object'), setup: of('setup'), transfer: of('transfer') };
  }
}

/** Starts an emulator without a rate limit, and connects a firm to it. */
export async function connectFirm(
  options: Partial<ClioEmulatorOptions> = {},
  environment: Record<string, string> = {},
): Promise<ConnectedFirm> {
  const clock = new SleepingClock();
  const emulator = await startClioEmulator({ ...app, rateLimit: null, clock, ...options });
  return new ConnectedFirm(emulator, clock, environment);
}
