import type { TargetRecord } from '../../contracts/objects/target.ts';
import type { FieldPath, FieldValue } from '../../contracts/objects/values.ts';
import { instantOf } from './calendar-dates.ts';

/** What every record of the vendor has. */
export function commonFacts(wire: {
  readonly id: string;
  readonly etag?: string | null | undefined;
  readonly created_at?: string | null | undefined;
}) {
  const createdAt = instantOf(wire.created_at);
  return { ref: wire.id, ...(wire.etag && { revision: wire.etag }), ...(createdAt !== undefined && { createdAt }) };
}

/** Fields whose value was answered at all; a name without an answer is one that this user may not see. */
export function answeredFields(
  values: Readonly<Record<FieldPath, FieldValue | undefined>>,
): Pick<TargetRecord, 'fields'> & { readonly unreadable: readonly FieldPath[] } {
  const entries = Object.entries(values);
  const known = entries.flatMap(([path, value]) => (value === undefined ? [] : [[path, value] as const]));
  return {
    fields: Object.fromEntries(known),
    unreadable: entries.filter(([, value]) => value === undefined).map(([path]) => path),
  };
}

/** `undefined` where nothing was answered, `null` where it was blank. */
export function answered<T, R extends FieldValue>(
  value: T | null | undefined,
  read: (value: T) => R | null,
): R | null | undefined {
  if (value === undefined) return undefined;
  return value === null ? null : read(value);
}
