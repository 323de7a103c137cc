import type { TargetField } from '../../contracts/mappings.ts';
import type { FieldLevel, FieldPath, ObjectKind } from '../../contracts/objects/values.ts';
import type { FieldMapping, MappingSet } from '../domain/mapping/field-mapping.ts';
import type { Desired } from '../domain/planning/desired.ts';
import { patchOf } from '../domain/planning/diff-record.ts';
import { type Change, pendingKey } from '../domain/planning/plan.ts';

/** One field of a planned change: what the target has, what it would get, and which mapping says so. */
export interface PreviewField {
  readonly field: FieldPath;
  readonly label?: string;
  readonly now?: unknown;
  readonly after: unknown;
  /** The same in words, where the values are ids of choices or of records that are yet to be made. */
  readonly nowText?: string;
  readonly afterText?: string;
  /** The object of the source that the field would point to. */
  readonly reference?: { readonly kind: ObjectKind; readonly sourceId: string };
  /** Absent for fields that no mapping fills, such as a note's text. */
  readonly mapping?: Pick<FieldMapping, 'id' | 'sourceField' | 'locked'> & { readonly sourceLabel: string };
}

/** The fields that a change would write, in the target's terms and in words. */
export function previewValues(change: Change, mappings: MappingSet): PreviewField[] {
  const told = (field: PreviewField) => inWords(field, change, mappings);
  if (change.action === 'create' && change.desired) return created(change.desired).map(told);
  if (!change.diff) return [];
  const { fields, rows } = patchOf(change.diff);
  return [
    ...Object.entries(fields).map(([field, after]) => ({ field, now: change.record?.fields[field] ?? null, after })),
    ...Object.entries(rows).map(([field, steps]) => ({ field, now: change.record?.rows[field] ?? [], after: steps })),
  ].map(told);
}

function created({ draft, references }: Desired): PreviewField[] {
  const rows = Object.entries(draft.rows).filter(([, entries]) => entries.length > 0);
  const spoken = [...Object.entries(draft.fields).filter(([, value]) => value !== null), ...rows];
  const named = Object.entries(references).map(([field, { kind, sourceId }]) => {
    return { field, after: { kind, sourceId } };
  });
  return [...spoken.map(([field, after]) => ({ field, after })), ...named];
}

function inWords(value: PreviewField, { kind, desired }: Change, mappings: MappingSet): PreviewField {
  if (kind !== 'contact' && kind !== 'matter') return value;
  const target = mappings.targetFields[kind].get(value.field);
  const reference = value.after === null ? undefined : desired?.references[value.field];
  const mapping = mappingOf(desired?.mappedBy?.[value.field], kind, mappings);
  const [nowText, afterText] = [textOf(value.now, target), textOf(value.after, target)];
  return {
    ...value,
    after: pendingKey(value.after) ? 'made by this sync' : value.after,
    ...(target && { label: target.label }),
    ...(nowText !== undefined && { nowText }),
    ...(afterText !== undefined && { afterText }),
    ...(reference && { reference: { kind: reference.kind, sourceId: reference.sourceId } }),
    ...(mapping && { mapping }),
  };
}

function mappingOf(id: string | undefined, level: FieldLevel, { rows, sourceFields }: MappingSet) {
  const row = rows.find((one) => one.id === id);
  if (!row) return undefined;
  const { sourceField, locked } = row;
  const sourceLabel = sourceFields[level].get(sourceField)?.label ?? sourceField;
  return { id: row.id, sourceField, sourceLabel, locked };
}

function textOf(value: unknown, target: TargetField | undefined): string | undefined {
  return target?.options?.find(({ id }) => id === value)?.label;
}
