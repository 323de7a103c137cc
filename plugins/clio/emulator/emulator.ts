import { apiHandler } from './api-server.ts';
import { Api } from './api.ts';
import type { Clock } from './clock.ts';
import { Delivery } from './delivery.ts';
import { Faults } from './faults.ts';
import { Firm } from './firm.ts';
import { holdingsOf } from './holdings.ts';
import type { Holdings } from './holdings.ts';
import { RequestLog } from './log.ts';
import type { LogEntry, RequestListener } from './log.ts';
import { OAuth } from './oauth.ts';
import type { Visitor } from './oauth.ts';
import { officePage } from './office-page.ts';
import { OFFICE_PATH, withOffice } from './office-server.ts';
import { People } from './people.ts';
import { DEFAULT_ACCOUNT } from './seeds.ts';
import type { AccountSeed } from './seeds.ts';
import { listen } from './server.ts';
import { DEFAULT_SETTINGS } from './settings.ts';
import type { ClioEmulatorOptions, Settings } from './settings.ts';
import { storageHandler } from './storage-server.ts';
import { Storage } from './storage.ts';
import { Registrar } from './table.ts';
import { Tokens } from './tokens.ts';
import type { Grant } from './tokens.ts';

/** Whom to act for: a firm by name or id (the first when left out) and a user by e-mail or id (its owner). */
export interface Who {
  account?: string | number;
  user?: string | number;
}

const KEPT = 8 * 1024 * 1024;

function settingsFrom(options: ClioEmulatorOptions): Settings {
  const given = Object.entries(options).filter(([name, value]) => name in DEFAULT_SETTINGS && value !== undefined);
  return { ...structuredClone(DEFAULT_SETTINGS), ...Object.fromEntries(given) };
}

/** A running emulator of Clio Manage. Make one with `startClioEmulator`. */
export class ClioEmulator {
  /** What it does where the real service is unknown or can be configured; may be changed at any time. */
  readonly settings: Settings;
  readonly faults = new Faults();
  readonly #log = new RequestLog();
  readonly #options: ClioEmulatorOptions;
  readonly #clock: Clock;
  readonly #registrar: Registrar;
  readonly #storage: Storage;
  readonly #tokens: Tokens;
  readonly #firms: Firm[] = [];
  readonly #visitor: Visitor;
  #apiOrigin = '';
  #closers: (() => unknown)[] = [];

  constructor(options: ClioEmulatorOptions) {
    this.#options = options;
    this.settings = settingsFrom(options);
    this.#clock = options.clock ?? Date;
    this.#registrar = new Registrar(this.#clock);
    this.#storage = new Storage(this.settings, this.#clock, options.keepBytesUpTo ?? KEPT);
    this.#tokens = new Tokens(this.settings, this.#clock);
    for (const seed of options.accounts ?? [DEFAULT_ACCOUNT]) this.addAccount(seed);
    this.#visitor = { grant: this.#grant({}), declines: false };
  }

  /** Scheme, host and port of the OAuth pages; the API is below `/api/v4` of the same. */
  get origin(): string {
    return this.#apiOrigin;
  }

  /** `…/api/v4`, without a slash at the end. */
  get apiBase(): string {
    return `${this.#apiOrigin}/api/v4`;
  }

  /** The page for people that shows what the firms hold. */
  get officeUrl(): string {
    return `${this.#apiOrigin}${OFFICE_PATH}`;
  }

  /** Scheme, host and port of storage: another host name than the API's. */
  get storageOrigin(): string {
    return this.#storage.origin;
  }

  /** Every request so far, oldest first. */
  get log(): readonly LogEntry[] {
    return this.#log.entries;
  }

  /** Somebody in the first firm. */
  get people(): People {
    return this.peopleOf({});
  }

  peopleOf(who: Who): People {
    const { firm, user } = this.#grant(who);
    const actor = { firm, user, settings: this.settings, clock: this.#clock, storage: this.#storage };
    return new People(actor, this.#tokens);
  }

  /** All a firm has, as plain data. */
  holdings(who: Who = {}): Holdings {
    return holdingsOf(this.#grant(who).firm, this.#storage);
  }

  /** Opens another firm on this service and gives its id. */
  addAccount(seed: AccountSeed): number {
    const firm = new Firm(seed, this.#registrar, this.#clock, this.#options.timeZone ?? 'America/Los_Angeles');
    this.#firms.push(firm);
    return firm.account.id;
  }

  /** Who sits at the browser for the next authorize pages, and whether they decline. */
  visit(who: Who, declines = false): void {
    this.#visitor.grant = this.#grant(who);
    this.#visitor.declines = declines;
  }

  /** A token pair without the browser. `expires_in` is in seconds. */
  issueToken(who: Who = {}): { access_token: string; refresh_token: string; expires_in: number } {
    return this.#tokens.issue(this.#grant(who));
  }

  /** Ends a firm's access tokens at once and leaves its refresh tokens good. */
  expireAccessTokens(who: Who = {}): void {
    this.#tokens.expireAccess(this.#grant(who).firm);
  }

  /** Calls back on each request before anything is done with it, and waits; gives back the way to stop. */
  onRequest(listener: RequestListener): () => void {
    return this.#log.listen('arrival', listener);
  }

  /** Calls back on each request once its outcome is set. */
  onAnswer(listener: RequestListener): () => void {
    return this.#log.listen('answer', listener);
  }

  /** Starts both servers. */
  async open(): Promise<void> {
    const {
      clientId,
      clientSecret,
      redirectUris = 'any',
      host = '127.0.0.1',
      port = 0,
      storagePort = 0,
    } = this.#options;
    const oauth = new OAuth({ clientId, clientSecret, redirectUris }, this.#tokens, this.#visitor);
    const delivery = new Delivery(this.#clock);
    const parts = { log: this.#log, faults: this.faults, delivery, clock: this.#clock, storage: this.#storage };
    const api = new Api({ settings: this.settings, clock: this.#clock, tokens: this.#tokens, storage: this.#storage });
    const office = (): string => officePage(this.#allHoldings(), this.#clock.now());
    const front = await listen(withOffice(office, apiHandler({ ...parts, api, oauth })), host, port);
    const back = await listen(storageHandler(parts), host, storagePort);
    this.#apiOrigin = `http://127.0.0.1:${front.port}`;
    this.#storage.origin = `http://localhost:${back.port}`;
    this.#closers = [
      () => delivery.close(),
      () => front.close(),
      () => back.close(),
      () => this.#storage.objects.close(),
    ];
  }

  /** Stops both servers and drops every connection. */
  async close(): Promise<void> {
    for (const closer of this.#closers.splice(0)) await closer();
  }

  #allHoldings(): Holdings[] {
    return this.#firms.map((firm) => holdingsOf(firm, this.#storage));
  }

  #grant(who: Who): Grant {
    const firm = this.#firms.find(
      (one) => who.account === undefined || [one.account.id, one.account.name].includes(who.account),
    );
    const user = firm?.users.all().find((one) => who.user === undefined || [one.id, one.email].includes(who.user));
    if (!firm || !user) throw new Error('there is no such firm or user');
    return { firm, user };
  }
}
