import { z } from 'zod';
import type { Row } from '../../../../contracts/objects/values.ts';
import { Refused } from '../../../domain/refusals.ts';
import { withoutBlanks } from '../../../intake/blanks.ts';

/** JSON can carry what a database cannot keep. */
const isKeepable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

export const text = z.string().refine(isKeepable, 'Must not contain NUL or half a surrogate pair.');
/** A text that says something. */
export const filledText = text.refine((value) => value.trim() !== '', 'Must not be blank.');
export const optionalText = text.nullish();
const day = z.iso.date('Must be a date that exists, as YYYY-MM-DD.');
export const optionalDay = day.nullish();
/** An opaque id of the caller's own. */
export const id = text.min(1).max(200);

export const customFields = z.record(
  text.min(1).max(200),
  z.union([text, z.number(), z.boolean(), z.null(), z.array(text)]),
);

/** A path's id, as the router has decoded it. */
export function idFrom(value: string, path: string): string {
  const read = id.safeParse(value);
  if (read.success) return read.data;
  throw new Refused('invalid-request', 'An id in the address does not have the expected form.', [
    { path, message: 'Must be 1 to 200 characters long.' },
  ]);
}

interface WireRow {
  readonly label?: string | null | undefined;
  readonly [part: string]: string | null | undefined;
}

/** Rows of a body, as they are stored. */
export function rowsFrom(rows: readonly WireRow[]): Row[] {
  return rows.map(({ label, ...given }) => {
    const parts = Object.entries(given).flatMap(([part, value]) => (value?.trim() ? [[part, value] as const] : []));
    return { ...withoutBlanks({ label }), parts: Object.fromEntries(parts) };
  });
}

/** Stored rows, with their parts beside the label. */
export function rowView({ label, parts }: Row): Record<string, string> {
  return { ...(label === undefined ? {} : { label }), ...parts };
}
