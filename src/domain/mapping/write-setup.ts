import type { SyncSettings } from '../settings/sync-settings.ts';
import { type Crosswalk, fieldOfCrosswalk } from './crosswalk.ts';
import type { FieldMapping, MappingSet } from './field-mapping.ts';
import type { NamedField, NamedOption, SetupCrosswalk, SetupDocument, SetupMapping } from './setup-document.ts';
import { fieldsOfTemplate, readTemplate } from './template.ts';

export interface SetupOrigin {
  readonly system: string;
  readonly integrationId: string;
  readonly settings: SyncSettings;
}

/** The set-up of an integration as a document; locked rows are not part of it, every firm has them. */
export function writeSetup({ system, integrationId, settings }: SetupOrigin, set: MappingSet): SetupDocument {
  return {
    version: 1,
    system,
    integrationId,
    settings,
    mappings: set.rows.filter(({ locked }) => !locked).flatMap((row) => writeRow(row, set)),
    crosswalks: set.crosswalks.map((crosswalk) => writeCrosswalk(crosswalk, set)),
  };
}

/** A row whose fields are gone is written with what they were called. */
function writeRow(row: FieldMapping, set: MappingSet): SetupMapping[] {
  const { level, sourceField, targetField, transforms, eraseBlank, seen } = row;
  if (!seen) return [];
  const source = set.sourceFields[level].get(sourceField) ?? { label: seen.sourceLabel, type: seen.sourceType };
  const target = set.targetFields[level].get(targetField) ?? { label: seen.targetLabel, type: seen.targetType };
  const templateFields = transforms.flatMap((transform) =>
    transform.kind === 'template' ? fieldsOfTemplate(readTemplate(transform.template) ?? []) : [],
  );
  const named = templateFields.flatMap((path) => {
    const field = set.sourceFields[level].get(path);
    return field ? [namedField(path, field)] : [];
  });
  return [
    {
      level,
      source: namedField(sourceField, source),
      target: namedField(targetField, target),
      transforms,
      ...(named.length > 0 && { templateFields: named }),
      eraseBlank,
    },
  ];
}

function namedField<Type>(
  path: string,
  { label, type }: { readonly label: string; readonly type: Type },
): NamedField<Type> {
  return { path, label, type };
}

function writeCrosswalk({ name, policy, fallback, table }: Crosswalk, set: MappingSet): SetupCrosswalk {
  const owner = fieldOfCrosswalk(name);
  const gone = owner && { label: owner.path, type: 'picklist' as const };
  const field = owner && (set.targetFields[owner.level].get(owner.path) ?? gone);
  return {
    name,
    ...(owner && field && { level: owner.level, target: namedField(owner.path, field) }),
    policy,
    ...(fallback !== undefined && { fallback: namedOption(fallback, set) }),
    table: table.map(({ from, to }) => ({ from, to: to === null ? null : namedOption(to, set) })),
  };
}

/** A choice with the label it has now; a text, or one that is gone, is its own label. */
function namedOption(id: string, { targetFields }: MappingSet): NamedOption {
  const fields = [...targetFields.contact.values(), ...targetFields.matter.values()];
  const option = fields.flatMap(({ options = [] }) => options).find((one) => one.id === id);
  return { id, label: option?.label ?? id };
}
