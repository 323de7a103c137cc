import { definePlugin } from '../../contracts/plugin.ts';
import { module } from './bindings.ts';
import { lockedMappings } from './fields.ts';
import { capabilitiesOf } from './target.ts';

/** The smallest plugin: a template for authors, and the double that the core's tests watch. */
export const inMemory = definePlugin({
  id: 'in-memory',
  title: 'In memory',
  roles: ['target'],
  regions: [],
  environment: [],
  capabilities: capabilitiesOf(true),
  lockedMappings,
  module,
});
