import type { Draft, Patch } from '../../contracts/objects/target.ts';
import type { FieldPath, FieldValue, Row } from '../../contracts/objects/values.ts';
import { definitionOf } from './custom-values.ts';
import type { Definitions } from './definitions.ts';
import type { Sent } from './problems.ts';

/** What a draft sends, for reading a refusal: its values, and its fields with the words by which they are named. */
export function sentOf(
  draft: Draft,
  words: Readonly<Record<FieldPath, readonly string[]>>,
  definitions?: Definitions,
): Sent {
  const texts = (value: FieldValue): string[] =>
    value === null || typeof value === 'boolean' ? [] : [value].flat().map(String);
  const parts = (rows: readonly Row[]): string[] => rows.flatMap((row) => Object.values(row.parts));
  const paths = [...Object.keys(draft.fields), ...Object.keys(draft.rows)];
  return {
    values: [...Object.values(draft.fields).flatMap(texts), ...Object.values(draft.rows).flatMap(parts)],
    fields: new Map(paths.map((path) => [path, [path, ...(words[path] ?? []), ...customWords(path, definitions)]])),
  };
}

function customWords(path: FieldPath, definitions: Definitions | undefined): string[] {
  const definition = definitionOf(path);
  if (definition === undefined) return [];
  const name = definitions?.nameOf(definition);
  return name === undefined ? [`custom field ${definition}`] : [`custom field ${definition}`, name];
}

/** The part of a draft that a create speaks of: blank is not sent, and the vendor may have a default for it. */
export function spokenDraft(draft: Draft): Draft {
  const fields = Object.entries(draft.fields).filter(([, value]) => value !== null && value !== '');
  return { fields: Object.fromEntries(fields), rows: draft.rows };
}

/** The part of a draft that a patch brings: what the record must hold afterwards. */
export function patchedDraft(patch: Patch): Draft {
  const rows = Object.entries(patch.rows).map(([path, steps]) => {
    return [path, steps.flatMap((step) => (step.step === 'remove' ? [] : [step.row]))] as const;
  });
  return { fields: patch.fields, rows: Object.fromEntries(rows) };
}
