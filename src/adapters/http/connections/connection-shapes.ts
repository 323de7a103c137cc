import { z } from 'zod';
import type { Capabilities } from '../../../../contracts/capabilities.ts';
import type { Connection } from '../../../ports/connection-vault.ts';

export const ConnectionBody = z.strictObject({
  system: z.string().min(1).describe('The id of a plugin, see /v1/plugins.'),
  region: z.string().min(1).optional(),
  label: z.string().trim().min(1).max(200).optional(),
  keyFields: z.boolean().default(true).describe('Whether text fields for our key may be added to the account.'),
  credentials: z
    .record(z.string(), z.string())
    .optional()
    .describe('Named secrets, for systems that are connected by them.'),
});

export const AuthorizeBody = ConnectionBody.pick({ credentials: true });

export const ConnectionView = z.object({
  id: z.string(),
  system: z.string(),
  region: z.string().optional(),
  label: z.string().optional(),
  keyFields: z.boolean(),
  status: z.enum(['awaiting-authorization', 'connected', 'needs-reconnect', 'disconnected']),
  account: z
    .object({ id: z.string(), name: z.string(), timeZone: z.string().optional(), user: z.string().optional() })
    .optional(),
  capabilities: z.record(z.string(), z.unknown()).optional(),
  createdAt: z.string(),
  connectedAt: z.string().optional(),
});

export const BegunView = ConnectionView.extend({
  authorizationUrl: z.string().optional().describe('Where a person must go to allow the access.'),
});

/** A connection as it is shown; what its set-up left in the account is the plugin's own business. */
export function viewConnection(connection: Connection, capabilities?: Capabilities) {
  const { firmId: _, setUp: __, ...shown } = connection;
  return { ...shown, ...(capabilities ? { capabilities } : {}) };
}
