import { z } from 'zod';
import { objectKinds } from '../../../../contracts/objects/values.ts';
import { pageQuery } from '../frame/lists.ts';
import { ProblemShape } from '../integrations/mapping-shapes.ts';

const RunStatus = z.enum(['queued', 'running', 'succeeded', 'partial', 'failed', 'needs-attention']);

export const RunsQuery = pageQuery.extend({
  integration: z.string().min(1).optional(),
  matter: z.string().min(1).optional(),
  status: RunStatus.optional(),
  batch: z.string().min(1).optional(),
});

const FieldNoteView = z.object({ field: z.string(), code: z.string(), message: z.string() });

const ChangeView = z.object({
  id: z.string(),
  kind: z.enum(objectKinds),
  sourceId: z.string(),
  targetRef: z.string().optional(),
  targetUrl: z.string().optional(),
  action: z.enum(['create', 'adopt', 'update', 'leave', 'refuse', 'ask', 'wait']),
  outcome: z.enum(['pending', 'waiting', 'applied', 'unchanged', 'partial', 'skipped', 'refused', 'asked', 'failed']),
  fields: z.array(FieldNoteView),
  written: z.array(z.string()).optional().describe('Fields of the target that were written, by their paths.'),
  reason: z.string(),
  code: z.string().optional(),
});

const RequestsView = z.object({
  reads: z.number().int(),
  writes: z.number().int(),
  transfers: z.number().int(),
});

export const RunView = z.object({
  id: z.string(),
  integrationId: z.string(),
  matterId: z.string(),
  batchId: z.string().optional(),
  trigger: z.object({ by: z.string(), ref: z.string().optional() }),
  for: z.enum(['sync', 'convert']),
  verify: z.boolean(),
  status: RunStatus,
  createdAt: z.string(),
  startedAt: z.string().optional(),
  finishedAt: z.string().optional(),
  waitingUntil: z.string().optional(),
  waitingFor: z.string().optional(),
  planHash: z.string().optional(),
  settingsRevision: z.number().int().optional(),
  mappingRevision: z.number().int().optional(),
  mappingProblems: z.array(ProblemShape).optional().describe('What is wrong with the mappings, and what to do.'),
  requests: RequestsView,
  failure: z.object({ code: z.string(), message: z.string(), action: z.string() }).optional(),
});

export const RunWithChanges = RunView.extend({
  changes: z.array(ChangeView),
  counts: z.object({
    total: z.number().int(),
    actions: z.record(z.string(), z.number().int()),
    outcomes: z.record(z.string(), z.number().int()),
  }),
});

export const PreviewBody = z.strictObject({
  for: z.enum(['sync', 'convert']).default('sync'),
  verify: z.boolean().default(false),
});

const PreviewValue = z.object({
  field: z.string(),
  label: z.string().optional(),
  now: z.unknown().optional(),
  after: z.unknown(),
  nowText: z.string().optional().describe('The label of the choice that it has now.'),
  afterText: z.string().optional().describe('The label of the choice that it would get.'),
  reference: z
    .object({ kind: z.enum(objectKinds), sourceId: z.string() })
    .optional()
    .describe('The object of the source that the field would point to.'),
  mapping: z
    .object({ id: z.string(), sourceField: z.string(), sourceLabel: z.string(), locked: z.boolean() })
    .optional(),
});

export const PreviewView = z.object({
  planHash: z.string(),
  changes: z.array(
    ChangeView.extend({
      values: z.array(PreviewValue).describe('What each field has, what it would get, and which mapping says so.'),
    }),
  ),
  mappingProblems: z.array(ProblemShape),
  counts: z.record(z.string(), z.number().int()),
  requests: RequestsView,
});

export const ConvertBody = z.strictObject({
  expect: z.string().min(1).optional().describe('The planHash of a preview.'),
});
export const SyncBody = ConvertBody.extend({ verify: z.boolean().default(false) });
export const Accepted = z.object({ runId: z.string() });

export const BatchView = z.object({
  id: z.string(),
  integrationId: z.string(),
  kind: z.enum(['reconcile', 'backfill']),
  status: z.enum(['listing', 'running', 'finished']),
  total: z.number().int(),
  done: z.number().int(),
  failed: z.number().int(),
  waiting: z.number().int(),
  estimate: z.string().optional(),
  createdAt: z.string(),
});
