import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import type { Plugin } from '../../../../contracts/plugin.ts';
import { AuthorizationWays } from '../../../connections/authorization-ways.ts';
import type { Plugins } from '../../../ports/plugins.ts';
import { listOf, whole } from '../frame/lists.ts';
import { declare, Route } from '../frame/route.ts';
import { pluginsToken } from './plugins-token.ts';

const PluginView = z.object({
  id: z.string(),
  title: z.string(),
  roles: z.array(z.enum(['source', 'target'])),
  regions: z.array(z.object({ id: z.string(), title: z.string() })),
  /** How it is connected: by sending a person to its pages, or by secrets that a person copies from there. */
  authorization: z
    .union([
      z.object({ way: z.literal('redirect') }),
      z.object({ way: z.literal('secrets'), secrets: z.array(z.object({ name: z.string(), label: z.string() })) }),
    ])
    .optional(),
  /** Whether the environment has what the plugin needs; `missing` names what it lacks. */
  configured: z.boolean(),
  missing: z.array(z.string()),
  capabilities: z.record(z.string(), z.unknown()).optional(),
  addsOnConnect: z.array(z.string()),
});

const listPlugins = declare({
  method: 'GET',
  path: '/v1/plugins',
  summary: 'The systems that can be connected, how, and what each can do.',
  access: 'viewer',
  status: 200,
  answer: listOf(PluginView),
});

@Controller()
export class PluginsController {
  constructor(
    @Inject(pluginsToken) private readonly plugins: Plugins,
    @Inject(AuthorizationWays) private readonly ways: AuthorizationWays,
  ) {}

  @Route(listPlugins)
  list() {
    return whole(this.plugins.installed.map((plugin) => this.view(plugin)));
  }

  private view(plugin: Plugin): z.output<typeof PluginView> {
    const missing = this.ways.missing(plugin);
    return {
      id: plugin.id,
      title: plugin.title,
      roles: [...plugin.roles],
      regions: [...plugin.regions],
      ...(missing.length === 0 ? { authorization: this.ways.of(plugin) } : {}),
      configured: missing.length === 0,
      missing,
      ...(plugin.capabilities ? { capabilities: { ...plugin.capabilities } } : {}),
      addsOnConnect: [...(plugin.addsOnConnect ?? [])],
    };
  }
}
