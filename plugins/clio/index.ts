import { definePlugin } from '../../contracts/plugin.ts';
import { clioModule } from './bindings.ts';
import { capabilitiesWith } from './clio-capabilities.ts';
import { defaultTimes, regions } from './endpoints.ts';
import { keyFieldName } from './key-fields.ts';
import { lockedMappings } from './locked-mappings.ts';

/** Clio Manage as a target of the sync. */
export const clio = definePlugin({
  id: 'clio',
  title: 'Clio',
  roles: ['target'],
  regions,
  environment: [
    { name: 'CLIO_CLIENT_ID', meaning: "The app's key at Clio.", required: true },
    { name: 'CLIO_CLIENT_SECRET', meaning: "The app's secret at Clio.", required: true },
    {
      name: 'CLIO_BASE_URL',
      meaning: 'Another host in place of the region’s, for OAuth and the API.',
      required: false,
    },
    { name: 'CLIO_DEADLINE_MS', meaning: 'Milliseconds after which a request is given up (20000).', required: false },
    {
      name: 'CLIO_SETTLE_MS',
      meaning: 'Milliseconds after which a lost write has become visible or never will (30000).',
      required: false,
    },
  ],
  capabilities: capabilitiesWith({ contact: 'any', matter: 'any' }, defaultTimes),
  lockedMappings,
  addsOnConnect: [
    `A custom text field "${keyFieldName}" on contacts, hidden where it is empty.`,
    `A custom text field "${keyFieldName}" on matters, hidden where it is empty.`,
  ],
  module: clioModule,
});
