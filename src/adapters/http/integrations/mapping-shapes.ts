import { z } from 'zod';
import { crosswalkPolicies } from '../../../domain/mapping/crosswalk.ts';

export const Level = z.enum(['contact', 'matter']);

const text = z.string().max(2000);

export const TransformShape = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('template'),
    template: text.min(1).describe('A text with fields of the same level in braces: {first_name} {last_name}.'),
  }),
  z.strictObject({ kind: z.literal('join'), separator: z.string().max(20).describe('Between the choices.') }),
  z.strictObject({
    kind: z.literal('date-format'),
    format: z.string().min(1).max(60).describe('Made of yyyy MM dd MMM MMMM EEEE HH hh mm ss a and signs.'),
  }),
  z.strictObject({
    kind: z.literal('default'),
    value: z
      .union([z.string(), z.number(), z.boolean(), z.array(z.string())])
      .describe('Taken where the value is blank.'),
  }),
]);

const transforms = z.array(TransformShape).max(4).describe('Carried out in this order; each kind once.');
const eraseBlank = z.boolean().describe('A blank source value blanks what was written in the target.');
const fieldPath = z.string().min(1).max(200);

export const MappingBody = z.strictObject({
  level: Level,
  sourceField: fieldPath,
  targetField: fieldPath,
  transforms: transforms.default([]),
  eraseBlank: eraseBlank.default(false),
});

export const MappingPatchBody = z
  .strictObject({ sourceField: fieldPath, targetField: fieldPath, transforms, eraseBlank })
  .partial();

export const ProblemShape = z.object({
  code: z.string(),
  weight: z.enum(['broken', 'warning']),
  level: Level.optional(),
  mappingId: z.string().optional(),
  sourceField: z.string().optional(),
  targetField: z.string().optional(),
  crosswalk: z.string().optional(),
  message: z.string(),
  action: z.string(),
  count: z.number().int().optional(),
  suggestion: z.object({ field: z.string(), label: z.string() }).optional(),
});

export const MappingView = z.object({
  id: z.string(),
  level: Level,
  sourceField: z.string(),
  targetField: z.string(),
  locked: z.boolean().describe('Ships with the system; nobody can change it.'),
  transforms: z.array(TransformShape),
  eraseBlank: z.boolean(),
  sourceLabel: z.string(),
  targetLabel: z.string(),
  conversion: z.string().optional().describe('What becomes of a value on its way.'),
  crosswalk: z.string().optional().describe('The crosswalk that its values go through.'),
  problems: z.array(ProblemShape),
});

export const CheckView = z.object({
  items: z.array(ProblemShape),
  revision: z.number().int(),
  checkedAt: z.string(),
});

export const TryBody = MappingBody.extend({ matterId: z.string().min(1) });

const anyValue = z.unknown();

export const TriedView = z.object({
  kind: Level,
  sourceId: z.string(),
  source: anyValue,
  after: anyValue,
  afterText: z.string().optional(),
  notes: z.array(z.object({ field: z.string(), code: z.string(), message: z.string() })),
});

export const SuggestionView = z.object({
  level: Level,
  sourceField: z.string(),
  sourceLabel: z.string(),
  targetField: z.string(),
  targetLabel: z.string(),
  score: z.number().describe('0 to 1.'),
  reason: z.string(),
  replaces: z.string().optional().describe('The broken mapping in whose place it could stand.'),
});

const Policy = z
  .enum(crosswalkPolicies)
  .describe('What becomes of a value without a counterpart. "keep" is for labels only.');

const Entry = z.strictObject({
  from: z.string().trim().min(1).max(500).describe('A value of the source: its key, or its label.'),
  to: z
    .string()
    .max(500)
    .nullable()
    .describe('The id of a choice of the target, for labels a text; null leaves it empty.'),
});

export const CrosswalkBody = z.strictObject({
  policy: Policy.default('leave-empty'),
  fallback: z.string().max(500).optional().describe('For the policy "default": the choice that is taken.'),
  table: z.array(Entry).max(2000).default([]),
});

const ValueView = z.object({
  value: z.string(),
  label: z.string(),
  count: z.number().int().describe('How many records of the source hold it.'),
  to: z.string().optional(),
  by: z.enum(['e-mail', 'label', 'folded-label', 'table', 'fallback']).optional(),
  state: z.enum(['matched', 'left-empty', 'unmatched']),
});

export const CrosswalkView = z.object({
  name: z.string(),
  fields: z.array(z.string()),
  policy: Policy,
  fallback: z.string().optional(),
  table: z.array(z.object({ from: z.string(), to: z.string().nullable() })),
  options: z.array(z.object({ id: z.string(), label: z.string(), email: z.string().optional() })),
  values: z.array(ValueView),
  unmatched: z.array(z.object({ value: z.string(), label: z.string(), count: z.number().int() })),
});

export const CrosswalkName = z.object({ name: z.string() });
