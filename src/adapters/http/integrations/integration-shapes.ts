import { z } from 'zod';
import type { Integration } from '../../../ports/setup-book.ts';

export const IntegrationBody = z.strictObject({
  source: z.string().min(1).describe('A connection id, or "intake".'),
  target: z.string().min(1).describe('A connection id.'),
});

export const SettingsView = z.object({
  matterConversionSync: z.boolean(),
  matterDocumentSync: z.boolean(),
  matterNoteSync: z.boolean(),
  matterRelationshipSync: z.boolean(),
  timeZone: z.string(),
  contactMatching: z.enum(['ask', 'create']),
  conflicts: z.enum(['source', 'target']),
  restoreEdits: z.boolean(),
});

export const SettingsBody = z.strictObject(SettingsView.shape).partial();

export const ScheduleView = z.strictObject({
  cron: z.string().describe('Five fields: minute, hour, day of month, month, day of week.'),
  zone: z.string().describe('An IANA time zone.'),
});

export const ScheduleAnswer = z.object({ schedule: ScheduleView.nullable() });

export const IntegrationView = z.object({
  id: z.string(),
  source: z.string(),
  target: z.string(),
  settings: SettingsView,
  settingsRevision: z.number().int(),
  mappingRevision: z.number().int().describe('Counts the edits of mappings and crosswalks.'),
  schedule: ScheduleView.nullable(),
  createdAt: z.string(),
});

export const FieldView = z.object({
  path: z.string(),
  label: z.string(),
  type: z.string(),
  options: z.array(z.object({ id: z.string(), label: z.string(), email: z.string().optional() })).optional(),
  writable: z.boolean(),
  required: z.boolean().optional(),
  locked: z.literal(true).optional().describe('A basic field fills it, and no other mapping can.'),
});

export const FieldsQuery = z.strictObject({
  side: z.enum(['source', 'target']),
  level: z.enum(['contact', 'matter']),
  refresh: z.stringbool().default(false).describe('Ask the target anew, for somebody who has just added a field.'),
});

export function viewIntegration(integration: Integration): z.output<typeof IntegrationView> {
  const { id, source, target, settings, settingsRevision, mappingRevision, schedule, createdAt } = integration;
  return {
    id,
    source,
    target,
    settings: { ...settings },
    settingsRevision,
    mappingRevision,
    schedule: schedule ?? null,
    createdAt,
  };
}
