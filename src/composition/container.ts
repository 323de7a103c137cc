import 'reflect-metadata';
import { Container } from 'inversify';
import { bindings, type BoundTypes, type Plugin } from '../../contracts/plugin.ts';
import type { Session } from '../../contracts/session.ts';
import type { OpenedPlugin, Plugins } from '../ports/plugins.ts';

/**
 * A plugin's parts, each from the connection's own container. They are singletons there whatever the module says,
 * because a plugin keeps its pace and its caches in them.
 */
function openedFrom(container: Container): OpenedPlugin {
  const get = <Part extends keyof BoundTypes>(part: Part): BoundTypes[Part] =>
    container.get<BoundTypes[Part]>(bindings[part]);
  return {
    get authorization() {
      return get('authorization');
    },
    get target() {
      return get('target');
    },
    get source() {
      return get('source');
    },
  };
}

/** Wires plugins with Inversify: one child container per connection, in which the core binds nothing but the session. */
export class ContainedPlugins implements Plugins {
  private readonly root = new Container({ defaultScope: 'Singleton' });

  constructor(readonly installed: readonly Plugin[]) {
    const ids = installed.map(({ id }) => id);
    const twice = ids.find((id, at) => ids.indexOf(id) !== at);
    if (twice !== undefined) throw new Error(`Two plugins are called "${twice}".`);
  }

  find(system: string): Plugin | undefined {
    return this.installed.find(({ id }) => id === system);
  }

  open(plugin: Plugin, session: Session): OpenedPlugin {
    const container = new Container({ parent: this.root, defaultScope: 'Singleton' });
    container.bind(bindings.session).toConstantValue(session);
    container.load(plugin.module);
    return openedFrom(container);
  }
}
