import { startClioEmulator } from './index.ts';
import type { ClioEmulator, ClioEmulatorOptions } from './index.ts';

/** A clock that stands still until moved. */
export class HandClock {
  #now = Date.parse('2026-03-02T18:00:00Z');

  now(): number {
    return this.#now;
  }

  advance(milliseconds: number): void {
    this.#now += milliseconds;
  }
}

/** An answer with its body read. */
export interface Reply {
  status: number;
  headers: Headers;
  text: string;
  // Tests reach into bodies freely; a wrong path is a failed assertion.
  // oxlint-disable-next-line typescript/no-explicit-any
  body: any;
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

export async function send(url: string, init: RequestInit = {}): Promise<Reply> {
  const response = await fetch(url, { redirect: 'manual', ...init });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: parsed(text) };
}

/** A plain client of one emulator, with a token of one user. */
export class Client {
  readonly emulator: ClioEmulator;
  readonly clock: HandClock;
  token: string;

  constructor(emulator: ClioEmulator, clock: HandClock) {
    this.emulator = emulator;
    this.clock = clock;
    this.token = emulator.issueToken().access_token;
  }

  call(method: string, path: string, data?: unknown, headers: Record<string, string> = {}): Promise<Reply> {
    const url = path.startsWith('http') ? path : `${this.emulator.apiBase}${path}`;
    const body = data === undefined ? {} : { body: JSON.stringify({ data }) };
    const type = data === undefined ? {} : { 'content-type': 'application/json' };
    return send(url, { method, headers: { authorization: `Bearer ${this.token}`, ...type, ...headers }, ...body });
  }

  get = (path: string, headers: Record<string, string> = {}): Promise<Reply> =>
    this.call('GET', path, undefined, headers);
  post = (path: string, data: unknown): Promise<Reply> => this.call('POST', path, data);
  patch = (path: string, data: unknown, headers: Record<string, string> = {}): Promise<Reply> =>
    this.call('PATCH', path, data, headers);

  /** A contact made through the API; gives its id. */
  async person(first = 'Ana', last = 'Ruiz', more: object = {}): Promise<number> {
    const reply = await this.post('/contacts.json', { type: 'Person', first_name: first, last_name: last, ...more });
    return reply.body.data.id as number;
  }

  /** A matter of a new client; gives its id. */
  async matter(more: object = {}): Promise<number> {
    const client = { id: await this.person() };
    const reply = await this.post('/matters.json', { client, description: 'Ruiz - estate plan', ...more });
    return reply.body.data.id as number;
  }
}

export const APP = { clientId: 'app-key', clientSecret: 'app-secret' };

/** An emulator without rate limit on a clock that stands still, and a client of it. */
export async function openClient(options: Partial<ClioEmulatorOptions> = {}): Promise<Client> {
  const clock = new HandClock();
  const emulator = await startClioEmulator({ ...APP, rateLimit: null, clock, ...options });
  return new Client(emulator, clock);
}
