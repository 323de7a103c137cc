import type { FieldOption, SourceField, SourceFieldType } from '../../../contracts/mappings.ts';
import type { SourceValue } from '../../../contracts/objects/source.ts';
import type { FieldPath, FieldValue } from '../../../contracts/objects/values.ts';

/**
 * What a row does to a value on its way, in the order of the list; each kind at most once.
 * - `template`: a text made of several source fields of the level, `{first_name} {last_name}`; stands first.
 * - `join`: the choices of a multi-select as one text.
 * - `date-format`: a date, or an instant in the firm's zone, as text.
 * - `default`: what is taken where the value is blank.
 */
export type Transform =
  | { readonly kind: 'template'; readonly template: string }
  | { readonly kind: 'join'; readonly separator: string }
  | { readonly kind: 'date-format'; readonly format: string }
  | { readonly kind: 'default'; readonly value: Exclude<FieldValue, null> };

/** What a value is at a point of its way: its type, and the choices where it is one. */
export interface ValueShape {
  readonly type: SourceFieldType;
  readonly options?: readonly FieldOption[] | undefined;
}

/** What a transform can look at. */
export interface TransformSetting {
  /** The source fields of the level. */
  readonly fields: ReadonlyMap<FieldPath, SourceField>;
  /** The values of the record, blank ones as `undefined`. */
  readonly valueOf: (field: FieldPath) => NonNullable<SourceValue> | undefined;
  readonly timeZone: string;
}

/** One kind of transform: what it makes of a type, or why it cannot, and what it makes of a value. */
export interface TransformKind<One extends Transform> {
  shape(
    transform: One,
    given: ValueShape,
    fields: TransformSetting['fields'],
  ): ValueShape | { readonly problem: string };
  value(transform: One, given: ValueShape & Transformed, setting: TransformSetting): Transformed | Unreadable;
}

/** `undefined` stands for blank. */
export interface Transformed {
  readonly value: NonNullable<SourceValue> | undefined;
}

/** A value that does not have the form of its type: not to be taken for blank, which would let a row default or erase. */
export interface Unreadable {
  readonly code: 'value-invalid';
}
