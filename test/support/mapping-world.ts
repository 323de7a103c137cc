import type { FieldLevel, FieldPath, ObjectKind } from '../../contracts/objects/values.ts';
import { isLossy } from '../../src/domain/planning/field-notes.ts';
import type { RunChange } from '../../src/domain/runs/run.ts';
import { defineField } from '../../src/intake/define-field.ts';
import { type ContactInput, putContact } from '../../src/intake/put-contact.ts';
import { type MatterInput, putMatter } from '../../src/intake/put-matter.ts';
import type { CustomValues, IntakeField } from '../../src/ports/intake-book.ts';
import type { NewMapping } from '../../src/setup/mappings.ts';
import type { ClioField } from './clio-fields.ts';
import { firmId, integrationId, type Line } from './line-world.ts';

/** Defines a field of the intake and gives its path. */
export async function defineSource(
  world: Line,
  level: FieldLevel,
  key: string,
  type: IntakeField['type'],
  options?: IntakeField['options'],
): Promise<FieldPath> {
  await defineField(world.desk, { firmId, level, key, label: key, type, ...(options && { options }) });
  return `custom:${key}`;
}

export function addMapping(
  world: Line,
  sourceField: FieldPath,
  { level, path }: Pick<ClioField, 'level' | 'path'>,
  more: Partial<Pick<NewMapping, 'transforms' | 'eraseBlank'>> = {},
) {
  const row = { level, sourceField, targetField: path, transforms: [], eraseBlank: false, ...more };
  return world.mappings.add(firmId, integrationId, row);
}

/** Somebody with a name of their own, so that nobody in Clio may be the same. */
export async function putPerson(
  world: Line,
  id: string,
  customFields: CustomValues = {},
  more: Partial<ContactInput> = {},
) {
  await putContact(world.desk, { firmId, id }, { kind: 'person', lastName: `Marsh ${id}`, customFields, ...more });
}

export async function putCase(
  world: Line,
  id: string,
  contactId: string,
  customFields: CustomValues = {},
  more: Partial<MatterInput> = {},
) {
  await putMatter(world.desk, { firmId, id }, { title: `Matter ${id}`, contactId, customFields, ...more });
}

interface Changed {
  readonly changes: readonly RunChange[];
}

export function changeOf({ changes }: Changed, kind: ObjectKind, sourceId?: string): RunChange {
  const found = changes.find((one) => one.kind === kind && (sourceId === undefined || one.sourceId === sourceId));
  if (!found) throw new Error(`The run says nothing of a ${kind} ${sourceId ?? ''}.`);
  return found;
}

/** What the run says about single fields, as `field code`. */
export function notesOf({ changes }: Changed): string[] {
  return changes.flatMap(({ fields }) => fields.map(({ field, code }) => `${field} ${code}`));
}

/** What did not arrive. */
export function lossesOf({ changes }: Changed): string[] {
  return changes.flatMap(({ fields }) => fields.filter(isLossy).map(({ field, code }) => `${field} ${code}`));
}

export async function mappingRevision(world: Line): Promise<number> {
  const integration = await world.storage.books.setups.find(firmId, integrationId);
  if (!integration) throw new Error('The integration is gone.');
  return integration.mappingRevision;
}

export const nothingAsked = { reads: 0, writes: 0, transfers: 0 } as const;
