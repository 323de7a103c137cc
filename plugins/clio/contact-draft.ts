import type { Draft, Patch, TargetRecord } from '../../contracts/objects/target.ts';
import type { FieldPath, FieldValue } from '../../contracts/objects/values.ts';
import type { Prepared } from '../../contracts/ports/object-syncer.ts';
import { type Body, bodyOf } from './body.ts';
import { wireId } from './json.ts';
import { type FieldForm, prepareFields } from './prepare-fields.ts';
import { prepareRows } from './prepare-rows.ts';
import { rowKindOf, rowKinds } from './row-kinds.ts';
import { newRows, rowOperations } from './rows.ts';

const personFields = ['first_name', 'middle_name', 'last_name', 'prefix', 'title', 'date_of_birth', 'company'] as const;

const forms: Readonly<Record<FieldPath, FieldForm>> = {
  type: 'word',
  first_name: 'line',
  middle_name: 'line',
  last_name: 'line',
  prefix: 'line',
  title: 'line',
  name: 'line',
  date_of_birth: 'date',
  company: 'reference',
};

/** A person has no company name of its own, a company no parts of a person's name. */
function ofItsKind(fields: Draft['fields']): Draft['fields'] {
  const foreign: readonly string[] =
    fields.type === 'company' ? personFields : fields.type === 'person' ? ['name'] : [];
  return Object.fromEntries(Object.entries(fields).filter(([path]) => !foreign.includes(path)));
}

export function prepareContact(draft: Draft): Prepared {
  const { fields, notices } = prepareFields(ofItsKind(draft.fields), forms);
  const prepared = Object.entries(draft.rows).map(([path, rows]) => {
    const kind = rowKindOf(path);
    const unknown = { field: path, code: 'field-unknown', message: 'Clio has no such field; it was left out.' };
    return kind ? { path, ...prepareRows(kind, rows) } : { path: undefined, rows: [], notices: [unknown] };
  });
  const rows = prepared.flatMap(({ path, rows }) => (path === undefined ? [] : [[path, rows] as const]));
  return {
    draft: { fields, rows: Object.fromEntries(rows) },
    notices: [...notices, ...prepared.flatMap(({ notices }) => notices)],
  };
}

/** The body of a create. Blank fields are not spoken of; the first e-mail and phone become the preferred ones. */
export function newContact(draft: Draft, key: readonly [FieldPath, string] | undefined): Body {
  const spoken = Object.entries(draft.fields).filter(([, value]) => value !== null && value !== '');
  const body = bodyOf(key ? [...spoken, key] : spoken, wireField, undefined);
  for (const kind of rowKinds) {
    const rows = draft.rows[kind.path] ?? [];
    if (rows.length > 0) body[kind.path] = newRows(kind, rows);
  }
  return body;
}

/** The body of an update. */
export function changedContact(read: TargetRecord, patch: Patch, key: readonly [FieldPath, string] | undefined): Body {
  const fields = Object.entries(patch.fields);
  const body = bodyOf(key ? [...fields, key] : fields, wireField, read);
  for (const kind of rowKinds) {
    const steps = patch.rows[kind.path] ?? [];
    if (steps.length > 0) body[kind.path] = rowOperations(kind, steps);
  }
  return body;
}

function wireField(path: FieldPath, value: FieldValue): unknown {
  if (path === 'type') return value === 'company' ? 'Company' : 'Person';
  if (path === 'company') return { id: wireId(String(value)) };
  if (path === 'date_of_birth') return value;
  return value ?? '';
}

/** The words by which Clio may name a field in a refusal. */
export const contactWords: Readonly<Record<FieldPath, readonly string[]>> = {
  type: ['type'],
  first_name: ['first name'],
  middle_name: ['middle name'],
  last_name: ['last name'],
  prefix: ['prefix'],
  title: ['title'],
  name: ['name'],
  date_of_birth: ['date of birth', 'birth date'],
  company: ['company'],
  email_addresses: ['email', 'emails', 'e mail', 'email address', 'email addresses', 'emailaddress'],
  phone_numbers: ['phone', 'phones', 'phone number', 'phone numbers', 'phonenumber'],
  addresses: ['addresses', 'street', 'city', 'province', 'postal code', 'country'],
  web_sites: ['web site', 'web sites', 'website', 'websites'],
};
