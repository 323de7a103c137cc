import { SyncFailure } from '../../contracts/failures.ts';
import type { Plugin } from '../../contracts/plugin.ts';
import type { Credentials } from '../../contracts/ports/authorization.ts';
import type { Clock, Log, Session, SessionRequest } from '../../contracts/session.ts';
import type { Connection } from '../ports/connection-vault.ts';
import type { OpenedPlugin, Plugins } from '../ports/plugins.ts';
import type { Access } from './access.ts';
import { countRequest } from './metered-target.ts';

/** The global `fetch`, or a test's. */
export type HttpFetch = (url: string, init: RequestInit) => Promise<Response>;

export interface SessionNeeds {
  readonly plugins: Plugins;
  /** Every environment variable; a plugin is given those that it declares. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly log: Log;
  readonly fetch: HttpFetch;
}

function declaredEnvironment(plugin: Plugin, environment: SessionNeeds['environment']): Record<string, string> {
  const set = plugin.environment.flatMap(({ name }) => {
    const value = environment[name];
    return value === undefined || value === '' ? [] : [[name, value] as const];
  });
  return Object.fromEntries(set);
}

/** The names of the variables that a plugin cannot do without and that are not set. */
export function missingVariables(plugin: Plugin, environment: SessionNeeds['environment']): string[] {
  const set = declaredEnvironment(plugin, environment);
  return plugin.environment.filter(({ name, required }) => required && set[name] === undefined).map(({ name }) => name);
}

/** Throws `SyncFailure` of kind `misconfigured`, which names what is missing. */
export function checkConfigured(plugin: Plugin, environment: SessionNeeds['environment']): void {
  const missing = missingVariables(plugin, environment);
  if (missing.length > 0)
    throw new SyncFailure('misconfigured', `${plugin.title} needs ${missing.join(' and ')} to be set.`);
}

function logOf(log: Log, facts: Readonly<Record<string, unknown>>): Log {
  return {
    debug: (message, more) => log.debug(message, { ...facts, ...more }),
    info: (message, more) => log.info(message, { ...facts, ...more }),
    warn: (message, more) => log.warn(message, { ...facts, ...more }),
  };
}

function withToken(request: SessionRequest, { accessToken }: Credentials): SessionRequest {
  const headers = new Headers(request.headers);
  headers.set('authorization', `Bearer ${accessToken}`);
  return { ...request, headers };
}

function sender(fetch: HttpFetch): (url: string, request: SessionRequest) => Promise<Response> {
  return (url, { purpose, ...init }) => {
    countRequest(purpose, init.method ?? 'GET');
    return fetch(url, init);
  };
}

function authorizedSender(send: ReturnType<typeof sender>, access: Access): Session['fetch'] {
  return async (url, request) => {
    const credentials = await access.current();
    const response = await send(url, withToken(request, credentials));
    if (response.status !== 401) return response;
    const renewed = await access.renew(credentials);
    // A stream has been read to its end by now; whoever sent it opens it anew and finds fresh access.
    if (request.body instanceof ReadableStream) return response;
    await response.body?.cancel();
    return send(url, withToken(request, renewed));
  };
}

/** What a session tells a plugin of its connection. */
export interface OpenedFor {
  readonly id: string;
  readonly region?: string | undefined;
  readonly setUp?: Connection['setUp'] | undefined;
}

/** Wires a plugin for one connection. */
export function openPlugin(needs: SessionNeeds, plugin: Plugin, connection: OpenedFor, access: Access): OpenedPlugin {
  checkConfigured(plugin, needs.environment);
  const send = sender(needs.fetch);
  return needs.plugins.open(plugin, {
    fetch: authorizedSender(send, access),
    openFetch: send,
    clock: needs.clock,
    log: logOf(needs.log, { system: plugin.id, connectionId: connection.id }),
    region: connection.region,
    environment: declaredEnvironment(plugin, needs.environment),
    setUp: connection.setUp,
  });
}

/** The plugin of a system that is connected; it may have been taken out of the installation since. */
export function pluginOf(plugins: Plugins, system: string): Plugin {
  const plugin = plugins.find(system);
  if (!plugin) throw new SyncFailure('misconfigured', `There is no plugin for "${system}" any more.`);
  return plugin;
}
