import type { FieldPath, FieldValue } from '../../contracts/objects/values.ts';
import type { Notice } from '../../contracts/ports/object-syncer.ts';
import { isCalendarDate } from './calendar-dates.ts';
import { definitionOf } from './custom-values.ts';
import { blockOf, lineOf } from './text-forms.ts';

/** The form that a standard field takes. */
export type FieldForm = 'line' | 'block' | 'date' | 'reference' | 'flag' | 'word' | 'verbatim';

export interface PreparedFields {
  readonly fields: Readonly<Record<FieldPath, FieldValue>>;
  readonly notices: readonly Notice[];
}

/** Brings plain fields into their forms. What Clio does not have, or what is no date, is left out and told. */
export function prepareFields(
  given: Readonly<Record<FieldPath, FieldValue>>,
  forms: Readonly<Record<FieldPath, FieldForm>>,
): PreparedFields {
  const fields: Record<FieldPath, FieldValue> = {};
  const notices: Notice[] = [];
  for (const [path, value] of Object.entries(given)) {
    const form = definitionOf(path) === undefined ? forms[path] : 'block';
    if (form === undefined) {
      notices.push({ field: path, code: 'field-unknown', message: 'Clio has no such field; it was left out.' });
      continue;
    }
    const formed = formedValue(form, value);
    if (formed === undefined)
      notices.push({
        field: path,
        code: 'date-invalid',
        message: 'This is not a day of the calendar; it was left out.',
      });
    else fields[path] = formed;
  }
  return { fields, notices };
}

/** `undefined` for what is no date. */
function formedValue(form: FieldForm, value: FieldValue): FieldValue | undefined {
  if (typeof value !== 'string') return value;
  if (form === 'reference' || form === 'verbatim') return value;
  const text = form === 'block' ? blockOf(value) : lineOf(value);
  if (text === '') return null;
  if (form === 'word') return text.toLowerCase();
  return form !== 'date' || isCalendarDate(text) ? text : undefined;
}
