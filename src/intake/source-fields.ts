import type { SourceField, SourceFieldType } from '../../contracts/mappings.ts';
import type { SourceValue } from '../../contracts/objects/source.ts';
import type { FieldLevel, FieldPath } from '../../contracts/objects/values.ts';
import type { ContactBody, CustomValues, IntakeField, MatterBody } from '../ports/intake-book.ts';
import { definedValues } from './custom-values.ts';

interface Described<Body> {
  readonly path: FieldPath;
  readonly label: string;
  readonly type: SourceFieldType;
  /** Where the value stands in the body; absent for what is read with the object itself. */
  readonly key?: Exclude<keyof Body, 'customFields' | 'emails' | 'phones' | 'addresses' | 'websites' | 'hiredAt'>;
}

/** The standard fields of a contact; the one list that both the catalogue and the reading go by. */
const contactFields: readonly Described<ContactBody>[] = [
  { path: 'prefix', label: 'Prefix', type: 'text', key: 'prefix' },
  { path: 'first_name', label: 'First name', type: 'text', key: 'firstName' },
  { path: 'middle_name', label: 'Middle name', type: 'text', key: 'middleName' },
  { path: 'last_name', label: 'Last name', type: 'text', key: 'lastName' },
  { path: 'suffix', label: 'Suffix', type: 'text', key: 'suffix' },
  { path: 'company_name', label: 'Company name', type: 'text', key: 'companyName' },
  { path: 'job_title', label: 'Job title', type: 'text', key: 'jobTitle' },
  { path: 'birth_date', label: 'Date of birth', type: 'date', key: 'birthDate' },
  { path: 'company', label: 'Company', type: 'company' },
  { path: 'emails', label: 'E-mail addresses', type: 'rows' },
  { path: 'phones', label: 'Phone numbers', type: 'rows' },
  { path: 'addresses', label: 'Addresses', type: 'rows' },
  { path: 'websites', label: 'Web sites', type: 'rows' },
];

const matterFields: readonly Described<MatterBody>[] = [
  { path: 'title', label: 'Title', type: 'text', key: 'title' },
  { path: 'number', label: 'Number', type: 'text', key: 'number' },
  { path: 'description', label: 'Description', type: 'longtext', key: 'description' },
  { path: 'practice_area', label: 'Practice area', type: 'text', key: 'practiceArea' },
  { path: 'stage', label: 'Stage', type: 'text', key: 'stage' },
  { path: 'open_date', label: 'Open date', type: 'date', key: 'openDate' },
  { path: 'responsible_attorney', label: 'Responsible attorney', type: 'user', key: 'responsibleAttorney' },
  { path: 'originating_attorney', label: 'Originating attorney', type: 'user', key: 'originatingAttorney' },
  { path: 'statute_of_limitations', label: 'Statute of limitations', type: 'date', key: 'statuteOfLimitations' },
  { path: 'client', label: 'Client', type: 'contact' },
  { path: 'status', label: 'Status', type: 'matter-status' },
  { path: 'hired_at', label: 'Hired at', type: 'datetime' },
];

const standard = { contact: contactFields, matter: matterFields };

/** The catalogue of a level: the standard fields, then the firm's own. */
export function sourceFields(level: FieldLevel, defined: readonly IntakeField[]): SourceField[] {
  return [
    ...standard[level].map(({ path, label, type }) => ({ path, label, type, level, custom: false })),
    ...defined.map((field) => ({
      path: pathOf(field.key),
      label: field.label,
      type: field.type,
      level,
      custom: true,
      ...(field.options ? { options: field.options.map(({ key, label }) => ({ id: key, label })) } : {}),
    })),
  ];
}

export function contactValues(body: ContactBody, defined: readonly IntakeField[]): Record<FieldPath, SourceValue> {
  return valuesOf(contactFields, body, body.customFields, defined);
}

export function matterValues(body: MatterBody, defined: readonly IntakeField[]): Record<FieldPath, SourceValue> {
  return valuesOf(matterFields, body, body.customFields, defined);
}

/** Where the values of a field stand in the bodies of its level; `undefined` for what is read with the object itself. */
export function placeOf(level: FieldLevel, path: FieldPath): readonly string[] | undefined {
  if (path.startsWith(customPrefix)) return ['customFields', path.slice(customPrefix.length)];
  const described: readonly { readonly path: FieldPath; readonly key?: string }[] = standard[level];
  const key = described.find((field) => field.path === path)?.key;
  return key === undefined ? undefined : [key];
}

const customPrefix = 'custom:';

function pathOf(customKey: string): FieldPath {
  return `${customPrefix}${customKey}`;
}

/** Blank fields are left out. */
function valuesOf<Body extends { readonly [Key in NonNullable<Described<Body>['key']>]?: SourceValue }>(
  described: readonly Described<Body>[],
  body: Body,
  custom: CustomValues,
  defined: readonly IntakeField[],
): Record<FieldPath, SourceValue> {
  const values: Record<FieldPath, SourceValue> = {};
  for (const { path, key } of described) {
    const value: SourceValue | undefined = key === undefined ? undefined : body[key];
    if (value !== undefined) values[path] = value;
  }
  for (const [key, value] of Object.entries(definedValues(custom, defined))) values[pathOf(key)] = value;
  return values;
}
