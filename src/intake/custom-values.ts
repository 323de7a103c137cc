import { z } from 'zod';
import type { SourceFieldType } from '../../contracts/mappings.ts';
import type { FieldLevel, FieldValue } from '../../contracts/objects/values.ts';
import { type FieldProblem, Refused } from '../domain/refusals.ts';
import type { CustomValues, IntakeField } from '../ports/intake-book.ts';
import type { Books } from '../ports/storage.ts';
import { isBlank } from './blanks.ts';

/** A value in the form in which it is kept, or why it cannot be. */
type Judged = { readonly value: FieldValue } | { readonly problem: string };
type Judge = (value: FieldValue, field: IntakeField) => Judged;

const takes =
  (schema: z.ZodType<FieldValue>, problem: string): Judge =>
  (value) => {
    const read = schema.safeParse(value);
    return read.success ? { value: read.data } : { problem };
  };

/** A number is taken too, but kept as text: a binary fraction would change cents in silence. */
const decimal = z
  .union([z.string(), z.number().transform(String)])
  .refine((text) => /^-?\d{1,30}(\.\d{1,15})?$/.test(text), 'not a decimal');

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString());
const text = takes(z.string(), 'Must be a text.');

const option: Judge = (value, field) =>
  typeof value === 'string' && isOption(value, field)
    ? { value }
    : { problem: 'Must be the key of one of the options.' };

const options: Judge = (value, field) => {
  const keys = z.array(z.string()).safeParse(value);
  const known = keys.success && keys.data.every((key) => isOption(key, field));
  return known ? { value: [...new Set(keys.data)] } : { problem: 'Must be a list of keys of the options.' };
};

function isOption(key: string, field: IntakeField): boolean {
  return field.options?.some((option) => option.key === key) ?? false;
}

const judges: Readonly<Partial<Record<SourceFieldType, Judge>>> = {
  boolean: takes(z.boolean(), 'Must be true or false.'),
  integer: takes(z.int(), 'Must be a whole number.'),
  decimal: takes(decimal, 'Must be a decimal number such as "12.50".'),
  money: takes(decimal, 'Must be an amount such as "12.50".'),
  date: takes(z.iso.date(), 'Must be a date that exists, as YYYY-MM-DD.'),
  datetime: takes(instant, 'Must be an instant in ISO 8601 with its zone.'),
  time: takes(z.iso.time(), 'Must be a time of day, as HH:MM.'),
  picklist: option,
  multipicklist: options,
};

/**
 * Custom values as they are kept: blank ones left out, each in the form of its field. Throws `invalid-request` for a
 * field that is not defined and `invalid-value` for a value that its field cannot hold.
 */
export async function checkCustomValues(
  books: Books,
  of: { readonly firmId: string; readonly level: FieldLevel },
  given: CustomValues,
): Promise<CustomValues> {
  const filled = Object.entries(given).filter(([, value]) => !isBlank(value));
  if (Object.keys(given).length === 0) return {};
  const fields = new Map((await books.intake.fields(of.firmId, of.level)).map((field) => [field.key, field]));
  refuse('invalid-request', 'A custom field is not defined.', unknownKeys(Object.keys(given), fields));
  const judged = filled.map(([key, value]) => [key, judge(value, fields.get(key))] as const);
  const problems = judged.flatMap(([key, one]) => ('problem' in one ? [problemOf(key, one.problem)] : []));
  refuse('invalid-value', 'A custom field cannot hold the value.', problems);
  return Object.fromEntries(judged.flatMap(([key, one]) => ('value' in one ? [[key, one.value]] : [])));
}

/** The values whose fields are still defined. The others are kept, and come back with their definition. */
export function definedValues(values: CustomValues, fields: readonly IntakeField[]): CustomValues {
  const keys = new Set(fields.map(({ key }) => key));
  return Object.fromEntries(Object.entries(values).filter(([key]) => keys.has(key)));
}

function judge(value: FieldValue, field: IntakeField | undefined): Judged {
  return field ? (judges[field.type] ?? text)(value, field) : { problem: 'There is no such field.' };
}

function unknownKeys(keys: readonly string[], fields: ReadonlyMap<string, IntakeField>): FieldProblem[] {
  return keys.filter((key) => !fields.has(key)).map((key) => problemOf(key, 'There is no such field.'));
}

function problemOf(key: string, message: string): FieldProblem {
  return { path: `customFields.${key}`, message };
}

function refuse(code: 'invalid-request' | 'invalid-value', detail: string, problems: readonly FieldProblem[]): void {
  if (problems.length > 0) throw new Refused(code, detail, problems);
}
