import type { SourceFieldType } from '../../../contracts/mappings.ts';
import { isCalendarDate, isInstant, timeForm } from './calendar.ts';
import { choicesAsText, convertValue } from './convert-value.ts';
import { isDecimal } from './exact-number.ts';
import { formatDate, problemOfDateFormat } from './format-date.ts';
import { fieldsOfTemplate, fillTemplate, readTemplate } from './template.ts';
import type { Transform, Transformed, TransformKind, TransformSetting, Unreadable, ValueShape } from './transform.ts';
import { fitOf, sourceTypeWords } from './type-table.ts';

const unreadable: Unreadable = { code: 'value-invalid' };

const readable = (text: string | undefined): Transformed | Unreadable =>
  text === undefined ? unreadable : { value: text };

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
    const pieces = readTemplate(text) ?? [];
    const texts = new Map(fieldsOfTemplate(pieces).map((path) => [path, textOf(path, setting)]));
    if ([...texts.values()].includes(unreadable)) return unreadable;
    return {
      value: fillTemplate(pieces, (path) => {
        const written = texts.get(path);
        return typeof written === 'string' ? written : undefined;
      }),
    };
  },
};

/** A field as it would be written into a text of several lines. */
function textOf(path: string, { fields, valueOf, timeZone }: TransformSetting): string | undefined | Unreadable {
  const field = fields.get(path);
  const value = valueOf(path);
  if (!field || value === undefined) return undefined;
  const longtext = { path, level: field.level, label: '', type: 'longtext', custom: false, writable: true } as const;
  const converted = convertValue({ value, type: field.type, options: field.options }, longtext, { timeZone });
  return 'value' in converted ? String(converted.value) : unreadable;
}

const join: Kind<'join'> = {
  shape: (_join, { type }) =>
    type === 'multipicklist' ? { type: 'text' } : { problem: 'Only several choices of a list can be joined.' },
  value: ({ separator }, { value, options }) =>
    value === undefined ? { value } : readable(choicesAsText(value, options, separator)),
};

const dateFormat: Kind<'date-format'> = {
  shape({ format }, { type }) {
    if (type !== 'date' && type !== 'datetime') return { problem: 'Only a date can be written by a date format.' };
    const problem = problemOfDateFormat(format, type === 'datetime');
    return problem === undefined ? { type: 'text' } : { problem };
  },
  value: ({ format }, { value, type }, { timeZone }) => {
    if (value === undefined) return { value };
    const hasForm = typeof value === 'string' && (type === 'date' ? isCalendarDate(value) : isInstant(value));
    return readable(hasForm ? formatDate(value, format, timeZone) : undefined);
  },
};

const defaulting: Kind<'default'> = {
  shape: ({ value }, given) =>
    isOfType(value, given) ? given : { problem: `The default is not ${sourceTypeWords[given.type]}.` },
  value: (transform, { value }) => ({ value: value ?? transform.value }),
};

const isText = (value: unknown) => typeof value === 'string' && value.trim() !== '';
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
  datetime: (value) => typeof value === 'string' && isInstant(value),
  time: matches(timeForm),
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
