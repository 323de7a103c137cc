import type { Plugin } from '../../contracts/plugin.ts';
import type { Authorization } from '../../contracts/ports/authorization.ts';
import type { CaseManagementTarget } from '../../contracts/ports/case-management-target.ts';
import type { MatterSource } from '../../contracts/ports/matter-source.ts';
import type { Session } from '../../contracts/session.ts';

/** A plugin wired for one connection. Each part is made when it is first asked for. */
export interface OpenedPlugin {
  readonly authorization: Authorization;
  /** Only of plugins with the role `target`. */
  readonly target: CaseManagementTarget;
  /** Only of plugins with the role `source`. */
  readonly source: MatterSource;
}

/** The systems that can be connected here. */
export interface Plugins {
  readonly installed: readonly Plugin[];
  find(system: string): Plugin | undefined;
  /** Wires the plugin anew around a session; two openings share nothing. */
  open(plugin: Plugin, session: Session): OpenedPlugin;
}
