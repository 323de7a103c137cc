import type { SourceField } from '../../../contracts/mappings.ts';
import type { SourceValue } from '../../../contracts/objects/source.ts';
import type { FieldPath } from '../../../contracts/objects/values.ts';
import type { FieldMapping } from './field-mapping.ts';
import { kindOf } from './transform-kinds.ts';
import type { TransformSetting, ValueShape } from './transform.ts';

/** What a row's value is once its transforms are through, or why they cannot be carried out. */
export function shapeAfter(
  { transforms }: Pick<FieldMapping, 'transforms'>,
  source: SourceField,
  fields: ReadonlyMap<FieldPath, SourceField>,
): ValueShape | { readonly problem: string } {
  const seen = new Set<string>();
  let shape: ValueShape = { type: source.type, options: source.options };
  for (const [at, transform] of transforms.entries()) {
    if (seen.has(transform.kind)) return { problem: `There are two transforms of the kind ${transform.kind}.` };
    if (transform.kind === 'template' && at > 0)
      return { problem: 'A template stands first: it reads the fields itself.' };
    seen.add(transform.kind);
    const next = kindOf(transform).shape(transform, shape, fields);
    if ('problem' in next) return next;
    shape = next;
  }
  return shape;
}

/** A row's value with its transforms carried out; `undefined` for blank. The row's shape must have been found sound. */
export function carryValue(
  { transforms }: Pick<FieldMapping, 'transforms'>,
  source: SourceField,
  setting: TransformSetting,
): ValueShape & { readonly value: NonNullable<SourceValue> | undefined } {
  let given: ValueShape & { readonly value: NonNullable<SourceValue> | undefined } = {
    type: source.type,
    options: source.options,
    value: setting.valueOf(source.path),
  };
  for (const transform of transforms) {
    const kind = kindOf(transform);
    const shape = kind.shape(transform, given, setting.fields);
    if ('problem' in shape) return { ...given, value: undefined };
    given = { ...shape, value: kind.value(transform, given, setting) };
  }
  return given;
}
