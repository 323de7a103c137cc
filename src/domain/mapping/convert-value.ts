import type { FieldOption, TargetField } from '../../../contracts/mappings.ts';
import type { SourceValue } from '../../../contracts/objects/source.ts';
import type { FieldValue } from '../../../contracts/objects/values.ts';
import { fold, foldEmail } from '../identity/fold.ts';
import type { FieldCode } from '../planning/field-notes.ts';
import { dayOf, isCalendarDate } from './calendar.ts';

/** A value in the target's terms, or why there is none. */
export type Converted = { readonly value: FieldValue } | { readonly code: FieldCode };

type Converter = (value: NonNullable<SourceValue>, field: TargetField, timeZone: string) => Converted;

const asText: Converter = (value) => (typeof value === 'object' ? { code: 'value-invalid' } : { value: String(value) });

const converters: Readonly<Record<TargetField['type'], Converter>> = {
  text: asText,
  longtext: asText,
  email: asText,
  url: asText,
  time: asText,
  money: asText,
  number: asText,
  boolean: (value) => (typeof value === 'boolean' ? { value } : { code: 'value-invalid' }),
  date: (value, _field, timeZone) => {
    const day = typeof value === 'string' ? dayOf(value, timeZone) : undefined;
    return day !== undefined && isCalendarDate(day) ? { value: day } : { code: 'value-invalid' };
  },
  picklist: (value, field) =>
    found(
      typeof value === 'object' ? undefined : optionByLabel(field.options ?? [], String(value)),
      'option-unmatched',
    ),
  user: (value, field) => found(userOf(field.options ?? [], value), 'user-unmatched'),
  // These three are carried by their own rules, never as values.
  contact: () => ({ code: 'value-invalid' }),
  matter: () => ({ code: 'value-invalid' }),
  rows: () => ({ code: 'value-invalid' }),
  'matter-status': (value) => ({ value: value === 'hired' ? 'open' : 'pending' }),
};

/** Converts a value that is not blank into what the target field takes. Nothing is cut, rounded or guessed. */
export function convertValue(value: NonNullable<SourceValue>, field: TargetField, timeZone: string): Converted {
  return converters[field.type](value, field, timeZone);
}

function found(option: FieldOption | undefined, code: FieldCode): Converted {
  return option ? { value: option.id } : { code };
}

/** Exactly first, then without case and accents; two that only differ so are no match at all. */
function optionByLabel(options: readonly FieldOption[], label: string): FieldOption | undefined {
  const exact = options.filter((option) => option.label === label);
  const folded = exact.length > 0 ? exact : options.filter((option) => fold(option.label) === fold(label));
  return folded.length === 1 ? folded[0] : undefined;
}

function userOf(users: readonly FieldOption[], value: NonNullable<SourceValue>): FieldOption | undefined {
  const { email: address, name } = colleagueOf(value);
  const email = foldEmail(address);
  const byEmail = email === '' ? [] : users.filter((user) => foldEmail(user.email) === email);
  if (byEmail.length === 1) return byEmail[0];
  return name ? optionByLabel(users, name) : undefined;
}

function colleagueOf(value: NonNullable<SourceValue>): { readonly email?: string; readonly name?: string } {
  if (typeof value !== 'object') return { name: String(value) };
  return 'length' in value ? {} : value;
}
