import { ContainerModule } from 'inversify';
import { describe, expect, it } from 'vitest';
import type { Capabilities } from './capabilities.ts';
import { definePlugin, type Plugin } from './plugin.ts';

const kind = { createKey: 'none', conditionalUpdate: false, createOnly: [], rowLimits: {} } as const;
const capabilities: Capabilities = {
  kinds: { contact: kind, matter: kind, relationship: kind, note: kind, document: kind },
  parallelism: 1,
  deadlineMs: 1,
  settleMs: 1,
};
const target: Plugin = {
  id: 'case-system-2',
  title: 'Case system',
  roles: ['target'],
  regions: [],
  environment: [],
  capabilities,
  lockedMappings: [
    { level: 'contact', sourceField: 'first_name', targetField: 'name' },
    { level: 'matter', sourceField: 'title', targetField: 'name' },
  ],
  module: new ContainerModule(() => {}),
};
const { capabilities: _capabilities, lockedMappings: _lockedMappings, ...bare } = target;

describe('a mistake in a declaration is found when the program starts', () => {
  it('a plugin without a mistake is answered as it is', () => {
    expect(definePlugin(target)).toBe(target);
    expect(definePlugin({ ...bare, roles: ['source'] })).toMatchObject({ id: 'case-system-2' });
  });

  it.each(['', 'Clio', 'clio_us', '2clio', '-clio', 'clio us', 'clio/x'])('the id "%s" is not kebab-case', (id) => {
    expect(() => definePlugin({ ...target, id })).toThrow(/kebab-case/);
  });

  it('neither a source nor a target', () => {
    expect(() => definePlugin({ ...target, roles: [] })).toThrow(/neither/);
  });

  it.each([
    ['capabilities', { ...bare, lockedMappings: [] }],
    ['lockedMappings', { ...bare, capabilities }],
  ])('a target without %s', (_what, plugin) => {
    expect(() => definePlugin(plugin)).toThrow(/must declare/);
    expect(() => definePlugin({ ...plugin, roles: ['source', 'target'] })).toThrow(/must declare/);
  });

  it('a target field that is locked twice, at one level', () => {
    const twice = [...target.lockedMappings!, { level: 'matter', sourceField: 'other', targetField: 'name' } as const];
    expect(() => definePlugin({ ...target, lockedMappings: twice })).toThrow(/matter:name twice/);
  });
});
