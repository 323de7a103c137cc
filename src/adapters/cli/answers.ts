import { z } from 'zod';

// What the commands read of the API's answers. Loose, so that --json prints all that the server said.

const RunStatus = z.enum(['queued', 'running', 'succeeded', 'partial', 'failed', 'needs-attention']);

export const Change = z.looseObject({
  id: z.string(),
  kind: z.string(),
  sourceId: z.string(),
  targetRef: z.string().optional(),
  action: z.string(),
  outcome: z.string(),
  fields: z.array(z.object({ field: z.string(), code: z.string(), message: z.string() })),
  written: z.array(z.string()).optional(),
  reason: z.string(),
  code: z.string().optional(),
});
export type Change = z.output<typeof Change>;

const Requests = z.object({ reads: z.number(), writes: z.number(), transfers: z.number() });
export type Requests = z.output<typeof Requests>;

const MappingProblem = z.looseObject({
  weight: z.enum(['broken', 'warning']),
  code: z.string(),
  message: z.string(),
  action: z.string(),
  count: z.number().optional(),
});

export const Run = z.looseObject({
  id: z.string(),
  integrationId: z.string(),
  matterId: z.string(),
  for: z.string(),
  status: RunStatus,
  createdAt: z.string(),
  waitingUntil: z.string().optional(),
  waitingFor: z.string().optional(),
  requests: Requests,
  failure: z.object({ code: z.string(), message: z.string(), action: z.string() }).optional(),
  mappingProblems: z.array(MappingProblem).optional(),
});
export type Run = z.output<typeof Run>;

export const RunWithChanges = Run.extend({ changes: z.array(Change) });
export type RunWithChanges = z.output<typeof RunWithChanges>;

/** What an event of the stream carries; which of the two it is, its type says. */
export const RunNews = z.object({ runId: z.string(), run: Run.optional(), change: Change.optional() });

const PlannedValue = z.object({
  field: z.string(),
  label: z.string().optional(),
  now: z.unknown().optional(),
  after: z.unknown(),
  nowText: z.string().optional(),
  afterText: z.string().optional(),
});

export const Preview = z.looseObject({
  planHash: z.string(),
  changes: z.array(Change.extend({ values: z.array(PlannedValue) })),
  counts: z.record(z.string(), z.number()),
  requests: Requests,
});

export const Accepted = z.object({ runId: z.string() });

export const Begun = z.object({ batchId: z.string() });

export const Batch = z.looseObject({
  id: z.string(),
  status: z.enum(['listing', 'running', 'finished']),
  total: z.number(),
  done: z.number(),
  failed: z.number(),
  waiting: z.number(),
  estimate: z.string().optional(),
});

export const Question = z.looseObject({
  id: z.string(),
  kind: z.string(),
  sourceId: z.string(),
  matterId: z.string(),
  question: z.string(),
  code: z.string(),
  evidence: z.array(z.string()),
  candidates: z.array(z.object({ targetRef: z.string(), url: z.string().optional(), summary: z.string() })),
  choices: z.array(z.string()),
  since: z.string(),
});
export type Question = z.output<typeof Question>;

export const Integration = z.looseObject({
  id: z.string(),
  source: z.string(),
  target: z.string(),
  settings: z.looseObject({
    matterDocumentSync: z.boolean(),
    matterNoteSync: z.boolean(),
    matterRelationshipSync: z.boolean(),
  }),
});
export type Integration = z.output<typeof Integration>;

export const MappingCheck = z.looseObject({ items: z.array(MappingProblem) });

export const Connection = z.looseObject({
  id: z.string(),
  system: z.string(),
  label: z.string().optional(),
  status: z.string(),
  account: z.looseObject({ name: z.string() }).optional(),
});

export const PluginDescription = z.looseObject({
  id: z.string(),
  title: z.string(),
  roles: z.array(z.string()),
  configured: z.boolean(),
  missing: z.array(z.string()),
  addsOnConnect: z.array(z.string()),
});

/** The parts of a matter that a sync may carry over, to be counted. */
export const Profile = z.object({
  contacts: z.array(z.object({ kind: z.string() })),
  notes: z.array(z.unknown()),
  documents: z.array(z.unknown()),
  relationships: z.array(z.unknown()),
});

export const Me = z.object({ firm: z.object({ id: z.string(), name: z.string() }), role: z.string() });

export const Health = z.object({ status: z.string(), checks: z.record(z.string(), z.string()).optional() });

export function listOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().optional() });
}
