import type { ContainerModule } from 'inversify';
import type { Capabilities } from './capabilities.ts';
import type { LockedMapping } from './mappings.ts';
import type { Authorization } from './ports/authorization.ts';
import type { CaseManagementTarget } from './ports/case-management-target.ts';
import type { MatterSource } from './ports/matter-source.ts';
import type { Session } from './session.ts';

/** What a plugin's module binds, and the one thing it may ask for: the session. */
export const bindings = {
  session: Symbol.for('casebridge.session'),
  authorization: Symbol.for('casebridge.authorization'),
  target: Symbol.for('casebridge.case-management-target'),
  source: Symbol.for('casebridge.matter-source'),
} as const;

/** The types behind `bindings`. */
export interface BoundTypes {
  readonly session: Session;
  readonly authorization: Authorization;
  readonly target: CaseManagementTarget;
  readonly source: MatterSource;
}

export interface EnvironmentVariable {
  readonly name: string;
  readonly meaning: string;
  readonly required: boolean;
}

/** One system that Casebridge can connect, as one exported value. */
export interface Plugin {
  /** Kebab-case; the `system` of the HTTP API. */
  readonly id: string;
  readonly title: string;
  readonly roles: readonly ('source' | 'target')[];
  readonly regions: readonly { readonly id: string; readonly title: string }[];
  readonly environment: readonly EnvironmentVariable[];
  /** What the system can do at best; an opened target tells what it can do with its set-up. Only for targets. */
  readonly capabilities?: Capabilities;
  readonly lockedMappings?: readonly LockedMapping[];
  /** What connecting adds to the account, one sentence each, told before a person connects. */
  readonly addsOnConnect?: readonly string[];
  readonly module: ContainerModule;
}

/** Declares a plugin. A mistake in the declaration is found when the program starts, not in a sync. */
export function definePlugin(plugin: Plugin): Plugin {
  if (!/^[a-z][a-z0-9-]*$/.test(plugin.id)) throw new Error(`Plugin id "${plugin.id}" is not kebab-case.`);
  if (plugin.roles.length === 0) throw new Error(`Plugin "${plugin.id}" is neither a source nor a target.`);
  if (plugin.roles.includes('target') && (!plugin.capabilities || !plugin.lockedMappings)) {
    throw new Error(`Plugin "${plugin.id}" is a target and must declare capabilities and lockedMappings.`);
  }
  const owned = new Set<string>();
  for (const row of plugin.lockedMappings ?? []) {
    const target = `${row.level}:${row.targetField}`;
    if (owned.has(target)) throw new Error(`Plugin "${plugin.id}" locks ${target} twice.`);
    owned.add(target);
  }
  return plugin;
}
