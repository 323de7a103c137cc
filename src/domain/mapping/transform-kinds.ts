import type { SourceFieldType } from '../../../contracts/mappings.ts';
import { isCalendarDate } from './calendar.ts';
import { choicesAsText, convertValue } from './convert-value.ts';
import { isDecimal } from './exact-number.ts';
import { formatDate, problemOfDateFormat } from './format-date.ts';
import { fieldsOfTemplate, fillTemplate, readTemplate } from './template.ts';
import type { Transform, TransformKind, TransformSetting, ValueShape } from './transform.ts';
import { fitOf, sourceTypeWords } from './type-table.ts';

type Kind<Name extends Transform['kind']> = TransformKind<Extract<Transform, { readonly kind: Name }>>;

const template: Kind<'template'> = {
  shape({ template: text }, _given, fields) {
    const pieces = readTemplate(text);
    if (!pieces) return { problem: 'A brace of the template has no counterpart.' };
    const named = fieldsOfTemplate(pieces);
    if (named.length === 0) return { problem: 'The template names no field.' };
    const missing = named.find((path) => !fields.has(path));
    if (missing !== undefined) return { problem: `The template names "${missing}", which the source does not have.` };
    const types = named.flatMap((path) => fields.get(path)?.type ?? []);
    const unwritable = types.find((type) => !fitOf(type, 'longtext').fits);
    if (unwritable) return { problem: `${sourceTypeWords[unwritable]} cannot be written into a template.` };
    return { type: types.includes('longtext') || /[\r\n]/.test(text) ? 'longtext' : 'text' };
  },
  value({ template: text }, _given, setting) {
    return fillTemplate(readTemplate(text) ?? [], (path) => textOf(path, setting));
  },
};

/** A field as it would be written into a text of several lines. */
function textOf(path: string, { fields, valueOf, timeZone }: TransformSetting): string | undefined {
  const field = fields.get(path);
  const value = valueOf(path);
  if (!field || value === undefined) return undefined;
  const longtext = { path, level: field.level, label: '', type: 'longtext', custom: false, writable: true } as const;
  const converted = convertValue({ value, type: field.type, options: field.options }, longtext, { timeZone });
  return 'value' in converted ? String(converted.value) : undefined;
}

const join: Kind<'join'> = {
  shape: (_join, { type }) =>
    type === 'multipicklist' ? { type: 'text' } : { problem: 'Only several choices of a list can be joined.' },
  value: ({ separator }, { value, options }) =>
    value === undefined ? undefined : choicesAsText(value, options, separator),
};

const dateFormat: Kind<'date-format'> = {
  shape({ format }, { type }) {
    if (type !== 'date' && type !== 'datetime') return { problem: 'Only a date can be written by a date format.' };
    const problem = problemOfDateFormat(format, type === 'datetime');
    return problem === undefined ? { type: 'text' } : { problem };
  },
  value: ({ format }, { value }, { timeZone }) =>
    typeof value === 'string' ? formatDate(value, format, timeZone) : undefined,
};

const defaulting: Kind<'default'> = {
  shape: ({ value }, given) =>
    isOfType(value, given) ? given : { problem: `The default is not ${sourceTypeWords[given.type]}.` },
  value: (transform, { value }) => value ?? transform.value,
};

const isText = (value: unknown) => typeof value === 'string' && value !== '';
const matches = (form: RegExp) => (value: unknown) => typeof value === 'string' && form.test(value);

/** What a default of each type looks like; nobody can be a default contact or matter. */
const forms: Readonly<Partial<Record<SourceFieldType, (value: unknown) => boolean>>> = {
  text: isText,
  longtext: isText,
  phone: isText,
  user: isText,
  boolean: (value) => typeof value === 'boolean',
  integer: Number.isSafeInteger,
  decimal: isDecimal,
  money: isDecimal,
  date: (value) => typeof value === 'string' && isCalendarDate(value),
  datetime: matches(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*(?:Z|[+-]\d{2}:\d{2})$/),
  time: matches(/^\d{2}:\d{2}(?::\d{2})?$/),
  email: matches(/^[^\s@]+@[^\s@]+$/),
  url: matches(/^https?:\/\/\S+$/i),
};

function isOfType(value: unknown, { type, options = [] }: ValueShape): boolean {
  const isOption = (key: unknown) => options.some(({ id }) => id === key);
  if (type === 'picklist') return isOption(value);
  if (type === 'multipicklist') return Array.isArray(value) && value.length > 0 && value.every(isOption);
  return forms[type]?.(value) ?? false;
}

const kinds = { template, join, 'date-format': dateFormat, default: defaulting };

/* oxlint-disable typescript/no-unsafe-type-assertion -- A transform and the kind that its own name chooses belong together. */
/** What there is to know of a transform's kind. */
export function kindOf<One extends Transform>({ kind }: One): TransformKind<One> {
  return kinds[kind] as unknown as TransformKind<One>;
}
