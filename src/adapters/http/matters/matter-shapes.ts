import { z } from 'zod';
import { syncStates } from '../../../sync/matter-states.ts';
import { pageQuery } from '../frame/lists.ts';

const MatterStatus = z.enum(['pnc', 'hired', 'lost']);
const SyncState = z.enum(syncStates);

const LinkView = z.object({
  targetRef: z.string(),
  url: z.string().optional(),
  syncedAt: z.string(),
  state: z.enum(['synced', 'uploading', 'deleted-in-target']),
});

const MatterId = z.string().min(1).max(1000);

export const MattersQuery = pageQuery.extend({
  id: z
    .union([z.array(MatterId).max(200), MatterId])
    .optional()
    .describe('Only these matters; given once for each of them.'),
  status: MatterStatus.optional(),
  state: SyncState.optional().describe('Where the latest sync left the matter.'),
  q: z.string().trim().min(1).max(200).optional().describe('Part of the title, the number or the name of the client.'),
});

export const ListedMatterView = z.object({
  id: z.string(),
  title: z.string(),
  status: MatterStatus,
  clientName: z.string(),
  state: SyncState,
  runId: z.string().optional(),
  link: LinkView.optional(),
});

const fields = z.record(z.string(), z.unknown());
const rows = z.record(
  z.string(),
  z.array(z.object({ label: z.string().optional(), parts: z.record(z.string(), z.string()) })),
);
const linked = { id: z.string(), link: LinkView.optional() };

const ContactView = z.object({
  ...linked,
  kind: z.enum(['person', 'company']),
  fields,
  rows,
  companyId: z.string().optional(),
});

export const MatterProfileView = z.object({
  matter: z.object({ ...linked, status: MatterStatus, hiredAt: z.string().optional(), contactId: z.string(), fields }),
  client: ContactView,
  contacts: z.array(ContactView).describe('The companies and the related people.'),
  notes: z.array(
    z.object({
      ...linked,
      subject: z.string().optional(),
      body: z.string(),
      format: z.enum(['text', 'html']),
      date: z.string().optional(),
    }),
  ),
  documents: z.array(
    z.object({ ...linked, name: z.string(), contentType: z.string(), size: z.number(), sha256: z.string().optional() }),
  ),
  relationships: z.array(z.object({ ...linked, contactId: z.string(), label: z.string() })),
  state: SyncState,
  runId: z.string().optional(),
});
