import type { FieldOption, SourceFieldType, TargetField } from '../../../contracts/mappings.ts';
import type { SourceValue } from '../../../contracts/objects/source.ts';
import type { FieldValue } from '../../../contracts/objects/values.ts';
import type { FieldCode } from '../planning/field-notes.ts';
import { dayOf, isCalendarDate, isInstant, timeForm } from './calendar.ts';
import type { Crosswalk } from './crosswalk.ts';
import { exactNumber, isDecimal } from './exact-number.ts';
import { instantAsText, timeInZone } from './format-date.ts';
import { matchTerm, type Term, termOf } from './match-term.ts';
import { type ConversionRule, fitOf } from './type-table.ts';

/** A value of the source that is not blank, with what its field says about it. */
export interface TypedValue {
  readonly value: NonNullable<SourceValue>;
  readonly type: SourceFieldType;
  readonly options?: readonly FieldOption[] | undefined;
}

export interface ConversionSetting {
  /** The firm's, an IANA name. */
  readonly timeZone: string;
  readonly crosswalk?: Crosswalk | undefined;
}

/**
 * A value in the target's terms, with what a person should know about it; or why there is none. `term` is what a person
 * is to be asked about.
 */
export type Converted =
  | { readonly value: FieldValue; readonly code?: FieldCode }
  | { readonly code: FieldCode; readonly term?: Term }
  /** The firm's table says that this value is not carried over. */
  | { readonly leftEmpty: true };

type Converter = (given: TypedValue, field: TargetField, setting: ConversionSetting) => Converted;

const invalid: Converted = { code: 'value-invalid' };

const textOr = (text: string | undefined): Converted => (text === undefined ? invalid : { value: text });

/** Forms that a target refuses when they are broken; asked beforehand, because a refusal concerns the whole record. */
const forms: Readonly<Partial<Record<TargetField['type'], RegExp>>> = {
  email: /^[^\s@]+@[^\s@]+$/,
  url: /^https?:\/\/\S+$/i,
  time: timeForm,
};

const asItIs: Converter = ({ value }, { type }) => {
  // Rows and their parts are the adapter's.
  if (type === 'rows') return invalid;
  if (type === 'boolean') return typeof value === 'boolean' ? { value } : invalid;
  if (typeof value !== 'string') return invalid;
  if (type === 'date') return isCalendarDate(value) ? { value } : invalid;
  return forms[type]?.test(value) === false ? invalid : { value };
};

const number =
  (mostDecimals?: number): Converter =>
  ({ value }) => {
    if (!isDecimal(value)) return invalid;
    const exact = exactNumber(value, mostDecimals);
    return exact === undefined ? { code: 'value-too-precise' } : { value: exact };
  };

const throughCrosswalk: Converter = (given, { type, options = [] }, { crosswalk }) => {
  const term = termOf(given.value, given.type, given.options);
  if (!term) return invalid;
  const match = matchTerm(term, options, crosswalk);
  if (match.is === 'left-empty') return { leftEmpty: true };
  if (match.is === 'matched')
    return match.by === 'fallback' ? { value: match.to, code: 'fallback-taken' } : { value: match.to };
  if (crosswalk?.policy === 'ask') return { code: 'value-asked', term };
  return { code: type === 'user' ? 'user-unmatched' : 'option-unmatched' };
};

const fromInstant =
  (write: (value: string, timeZone: string) => string | undefined): Converter =>
  ({ value }, { type }, { timeZone }) => {
    const text = typeof value === 'string' ? write(value, timeZone) : undefined;
    return text !== undefined && forms[type]?.test(text) === false ? { code: 'value-too-precise' } : textOr(text);
  };

const converters: Readonly<Record<ConversionRule, Converter>> = {
  same: asItIs,
  'one-line': asItIs,
  'yes-no': ({ value }) => (typeof value === 'boolean' ? { value: value ? 'Yes' : 'No' } : invalid),
  digits: ({ value }) => (isDecimal(value) ? { value: String(value) } : invalid),
  exact: number(),
  cents: number(2),
  'date-as-text': ({ value }) => (typeof value === 'string' && isCalendarDate(value) ? { value } : invalid),
  'instant-as-text': fromInstant(instantAsText),
  'day-in-zone': fromInstant((value, timeZone) => (isInstant(value) ? dayOf(value, timeZone) : undefined)),
  'time-in-zone': fromInstant(timeInZone),
  'choice-as-text': ({ value, type, options }) => textOr(termOf(value, type, options)?.label),
  'choices-as-text': ({ value, options }) => textOr(choicesAsText(value, options, ', ')),
  'name-as-text': ({ value, type }) => textOr(termOf(value, type)?.label),
  crosswalk: throughCrosswalk,
  // Resolved through links, which only the planner knows.
  reference: () => invalid,
  'open-or-pending': ({ value }) =>
    value === 'hired' || value === 'pnc' || value === 'lost'
      ? { value: value === 'hired' ? 'open' : 'pending' }
      : invalid,
};

/** Converts a value into what the target field takes. Nothing is cut, rounded or guessed in silence. */
export function convertValue(given: TypedValue, field: TargetField, setting: ConversionSetting): Converted {
  const fit = fitOf(given.type, field.type);
  if (!fit.fits) return { code: 'types-do-not-fit' };
  const converted = converters[fit.rule](given, field, setting);
  return field.type === 'text' && 'value' in converted ? onOneLine(converted.value) : converted;
}

const breaks = /[\r\n\u2028\u2029]/;

function onOneLine(value: FieldValue): Converted {
  if (typeof value !== 'string' || !breaks.test(value)) return { value };
  const lines = value.split(breaks).map((line) => line.trim());
  return { value: lines.filter((line) => line !== '').join(' '), code: 'lines-joined' };
}

/** The labels of the choices in their order, joined. `undefined` for what is no list. */
export function choicesAsText(
  value: NonNullable<SourceValue>,
  options: readonly FieldOption[] | undefined,
  separator: string,
): string | undefined {
  if (typeof value !== 'object' || !('length' in value)) return undefined;
  const chosen = value.filter((key) => key !== '');
  return chosen.map((key) => options?.find(({ id }) => id === key)?.label ?? key).join(separator);
}
