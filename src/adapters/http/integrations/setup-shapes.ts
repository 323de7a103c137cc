import { z } from 'zod';
import { sourceFieldTypes, targetFieldTypes } from '../../../../contracts/mappings.ts';
import { crosswalkPolicies } from '../../../domain/mapping/crosswalk.ts';
import { SettingsView } from './integration-shapes.ts';
import { Level, TransformShape } from './mapping-shapes.ts';

const named = <Types extends readonly [string, ...string[]]>(types: Types) =>
  z.strictObject({ path: z.string().min(1), label: z.string(), type: z.enum(types) });
const source = named(sourceFieldTypes);
const target = named(targetFieldTypes);
const option = z.strictObject({ id: z.string().min(1), label: z.string() });

/** A whole set-up; the one schema by which it is exported, imported and described. */
export const SetupShape = z.strictObject({
  version: z.literal(1),
  system: z.string().describe('The system that it was made for.'),
  integrationId: z.string().describe('Where it comes from; elsewhere fields are found by name and type.'),
  settings: z.strictObject(SettingsView.shape),
  mappings: z
    .array(
      z.strictObject({
        level: Level,
        source,
        target,
        transforms: z.array(TransformShape).max(4),
        templateFields: z.array(source).optional().describe('The fields that a template names.'),
        eraseBlank: z.boolean(),
      }),
    )
    .max(2000),
  crosswalks: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        level: Level.optional(),
        target: target.optional(),
        policy: z.enum(crosswalkPolicies),
        fallback: option.optional(),
        table: z.array(z.strictObject({ from: z.string().min(1), to: option.nullable() })).max(2000),
      }),
    )
    .max(500),
});

export const ImportView = z.object({
  applied: z.boolean(),
  mappings: z.number().int(),
  crosswalks: z.number().int(),
  removed: z.number().int().describe('Mappings of before that the document does not have.'),
  unplaced: z.array(
    z.object({
      what: z.enum(['mapping', 'crosswalk', 'crosswalk-line']),
      label: z.string(),
      code: z.string(),
      reason: z.string(),
    }),
  ),
});

export const ImportQuery = z.strictObject({
  dryRun: z.stringbool().default(false).describe('Tell what would be done, and do nothing.'),
});
