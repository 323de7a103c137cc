import type { TargetRecord } from '../../contracts/objects/target.ts';
import type { FieldLevel, FieldPath, FieldValue, TargetRow } from '../../contracts/objects/values.ts';
import { dayOf } from './calendar-dates.ts';
import type { Definitions } from './definitions.ts';
import { wireId } from './json.ts';
import { blockOf, sameText } from './text-forms.ts';
import type { CustomFieldValue } from './wire.ts';

const prefix = 'custom:';
const anyCustomPath = `${prefix}*`;

export function customPath(definitionId: string): FieldPath {
  return `${prefix}${definitionId}`;
}

/** The definition's id in `custom:<id>`; `undefined` for the path of a standard field. */
export function definitionOf(path: FieldPath): string | undefined {
  return path.startsWith(prefix) ? path.slice(prefix.length) : undefined;
}

/** The custom values of one record. `rows` holds the value's own id per field, which an update must name. */
export interface CustomPart {
  readonly fields: Readonly<Record<FieldPath, FieldValue>>;
  readonly rows: Readonly<Record<FieldPath, readonly TargetRow[]>>;
  readonly unreadable: readonly FieldPath[];
}

/** Reads a record's custom values by `custom_field.id`, else by the field's name. */
export async function readCustomValues(
  values: readonly CustomFieldValue[],
  level: FieldLevel,
  definitions: Definitions,
): Promise<CustomPart> {
  const fields: Record<FieldPath, FieldValue> = {};
  const rows: Record<FieldPath, TargetRow[]> = {};
  const unreadable = new Set<FieldPath>();
  for (const value of values) {
    const id = await definitionIdOf(value, level, definitions);
    if (id === undefined) {
      if (isHidden(value)) for (const path of await possiblePaths(value, level, definitions)) unreadable.add(path);
      continue;
    }
    definitions.learn(id, value.field_type, value.field_name);
    const path = customPath(id);
    if (isHidden(value)) unreadable.add(path);
    else addValue(path, value, fields, rows);
  }
  return { fields, rows, unreadable: [...unreadable].filter((path) => !(path in fields)) };
}

// A field may have got two values (a known fault of matters): the first that says something counts.
function addValue(
  path: FieldPath,
  value: CustomFieldValue,
  fields: Record<FieldPath, FieldValue>,
  rows: Record<FieldPath, TargetRow[]>,
): void {
  const canonical = canonicalValue(value);
  const first = fields[path] === undefined || (fields[path] === null && canonical !== null);
  if (first) fields[path] = canonical;
  if (!value.id) return;
  const row = { id: value.id, parts: {} };
  rows[path] = first ? [row, ...(rows[path] ?? [])] : [...(rows[path] ?? []), row];
}

/** Without the right to see it, a value comes with neither name nor type nor value. */
function isHidden({ field_name: name, field_type: type, value }: CustomFieldValue): boolean {
  return (name ?? null) === null && (type ?? null) === null && (value ?? null) === null;
}

async function definitionIdOf(
  value: CustomFieldValue,
  level: FieldLevel,
  definitions: Definitions,
): Promise<string | undefined> {
  if (value.custom_field) return value.custom_field.id;
  if (!value.field_name) return undefined;
  const named = (await definitions.known(level)).filter(({ name }) => name === value.field_name);
  const fitting = named.filter((field) => !value.field_type || field.field_type === value.field_type);
  return fitting[0]?.id;
}

/** A hidden value that does not say which field it is may be any of its type. */
async function possiblePaths(
  value: CustomFieldValue,
  level: FieldLevel,
  definitions: Definitions,
): Promise<FieldPath[]> {
  const type = /^(.*)-\d+$/.exec(value.id ?? '')?.[1];
  const known = await definitions.known(level);
  // Whoever may not see values may often not see definitions either: then it may be any field.
  if (known.length === 0) return [anyCustomPath];
  return known.filter((field) => type === undefined || field.field_type === type).map(({ id }) => customPath(id));
}

export function isUnreadable(
  { fields, unreadable = [] }: Pick<TargetRecord, 'fields' | 'unreadable'>,
  path: FieldPath,
): boolean {
  if (unreadable.includes(path)) return true;
  return path.startsWith(prefix) && !(path in fields) && unreadable.includes(anyCustomPath);
}

function canonicalValue({ field_type: type, value, picklist_option: option }: CustomFieldValue): FieldValue {
  if (type === 'picklist' && option) return option.id;
  if (value === null || value === undefined || value === '') return null;
  return canonicalForm(type ?? undefined, typeof value === 'object' ? value.id : value);
}

/** One form per value and type, so that what was sent can be compared with what is answered. */
function canonicalForm(type: string | undefined, value: string | number | boolean): FieldValue {
  switch (type) {
    case 'checkbox':
      return truth(value) ?? String(value);
    case 'numeric':
    case 'currency':
      return decimalOf(String(value));
    case 'date':
      return dayOf(String(value));
    case 'time':
      return timeOf(String(value));
    default:
      return typeof value === 'boolean' ? value : blockOf(String(value));
  }
}

function truth(value: string | number | boolean): boolean | undefined {
  const text = String(value).toLowerCase();
  if (['true', 't', '1', 'yes'].includes(text)) return true;
  return ['false', 'f', '0', 'no'].includes(text) ? false : undefined;
}

/** `1500.0`, `01500`, `1.5e3` and `1500` are one number. */
function decimalOf(text: string): string {
  const match = /^([+-]?)0*(\d+)(?:\.(\d*))?$/.exec(writtenOut(text.trim()));
  if (!match) return text.trim();
  const [, sign = '', whole = '0', fraction = ''] = match;
  const rest = fraction.replace(/0+$/, '');
  const digits = rest === '' ? whole : `${whole}.${rest}`;
  return sign === '-' && digits !== '0' ? `-${digits}` : digits;
}

/** JSON writes very small and very large numbers with an exponent. */
function writtenOut(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent] =
    /^([+-]?)(\d+)(?:\.(\d*))?e([+-]?\d{1,3})$/i.exec(text) ?? [];
  if (exponent === undefined) return text;
  const point = whole.length + Number(exponent);
  const digits = `${whole}${fraction}`.padStart(whole.length + fraction.length - Math.min(0, point), '0');
  const at = Math.max(0, point);
  return `${sign}${digits.slice(0, at).padEnd(at, '0') || '0'}.${digits.slice(at)}`;
}

/** Hours and minutes, and seconds where there are any; the vendor's format is not documented. */
function timeOf(text: string): string {
  const match = /(?:^|T)(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*([ap]m)?/i.exec(text.trim());
  if (!match) return text.trim();
  const [, hour = '', minute = '', second = '00', half] = match;
  const shift = half?.toLowerCase() === 'pm' ? 12 : 0;
  const hours = half ? (Number(hour) % 12) + shift : Number(hour);
  const time = `${String(hours).padStart(2, '0')}:${minute}`;
  return second === '00' ? time : `${time}:${second}`;
}

export function sameCustomValue(
  type: string | undefined,
  a: FieldValue | undefined,
  b: FieldValue | undefined,
): boolean {
  return sameText(comparable(type, a), comparable(type, b));
}

function comparable(type: string | undefined, value: FieldValue | undefined): FieldValue | undefined {
  if (value === undefined || value === null || value === '' || typeof value === 'object') return value;
  return canonicalForm(type, value);
}

/** One member of `custom_field_values` in a body. */
export type CustomOperation = Readonly<Record<string, unknown>>;

/**
 * The operation that sets a custom value. Where the record has a row already, the row must be named: a second one
 * is refused, or made. `undefined` when there is nothing to clear.
 */
export function customOperation(
  definitionId: string,
  value: FieldValue,
  read: TargetRecord | undefined,
): CustomOperation | undefined {
  const row = read?.rows[customPath(definitionId)]?.[0];
  const blank = value === null || value === '';
  if (row) return blank ? { id: row.id, _destroy: true } : { id: row.id, value: wireValue(value) };
  return blank ? undefined : { custom_field: { id: wireId(definitionId) }, value: wireValue(value) };
}

/** Values of every type travel as text. */
function wireValue(value: Exclude<FieldValue, null>): string {
  return typeof value === 'object' ? value.join(', ') : String(value);
}
