import type { Plugin } from '../../contracts/plugin.ts';
import { noAccess } from './access.ts';
import { missingVariables, openPlugin, type SessionNeeds } from './open-session.ts';

/** How a system is connected. */
export type AuthorizationWay =
  | { readonly way: 'redirect' }
  | { readonly way: 'secrets'; readonly secrets: { name: string; label: string }[] };

/** Tells how each plugin is connected, without connecting it. */
export class AuthorizationWays {
  constructor(private readonly needs: SessionNeeds) {}

  missing(plugin: Plugin): string[] {
    return missingVariables(plugin, this.needs.environment);
  }

  /** Throws `SyncFailure` of kind `misconfigured` when variables are missing. */
  of(plugin: Plugin): AuthorizationWay {
    const nobody = { id: 'none', region: plugin.regions[0]?.id };
    const { authorization } = openPlugin(this.needs, plugin, nobody, noAccess);
    if (authorization.way === 'redirect') return { way: 'redirect' };
    return { way: 'secrets', secrets: authorization.secrets.map(({ name, label }) => ({ name, label })) };
  }
}
