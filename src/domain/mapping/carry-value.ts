import type { SourceField } from '../../../contracts/mappings.ts';
import type { FieldPath } from '../../../contracts/objects/values.ts';
import type { FieldMapping } from './field-mapping.ts';
import { kindOf } from './transform-kinds.ts';
import type { Transformed, TransformSetting, Unreadable, ValueShape } from './transform.ts';

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

/** A value on its way, or that it does not have the form of its type. */
export type Carried = ValueShape & Transformed & Partial<Unreadable>;

/** A row's value with its transforms carried out. The row's shape must have been found sound. */
export function carryValue(
  { transforms }: Pick<FieldMapping, 'transforms'>,
  source: SourceField,
  setting: TransformSetting,
): Carried {
  let given: Carried = { type: source.type, options: source.options, value: setting.valueOf(source.path) };
  for (const transform of transforms) {
    const kind = kindOf(transform);
    const shape = kind.shape(transform, given, setting.fields);
    const next = 'problem' in shape ? undefined : kind.value(transform, given, setting);
    if ('problem' in shape || !next || 'code' in next) return { ...given, value: undefined, code: 'value-invalid' };
    given = { ...shape, ...next };
  }
  return given;
}
