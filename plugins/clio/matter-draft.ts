import type { Draft, Patch, TargetRecord } from '../../contracts/objects/target.ts';
import type { FieldPath, FieldValue } from '../../contracts/objects/values.ts';
import type { Prepared } from '../../contracts/ports/object-syncer.ts';
import { type Body, bodyOf } from './body.ts';
import { wireId } from './json.ts';
import { type FieldForm, prepareFields } from './prepare-fields.ts';

const forms: Readonly<Record<FieldPath, FieldForm>> = {
  description: 'block',
  client: 'reference',
  status: 'word',
  open_date: 'date',
  pending_date: 'date',
  close_date: 'date',
  client_reference: 'line',
  location: 'line',
  billable: 'flag',
  practice_area: 'reference',
  responsible_attorney: 'reference',
  originating_attorney: 'reference',
  responsible_staff: 'reference',
};

const references: ReadonlySet<FieldPath> = new Set(Object.keys(forms).filter((path) => forms[path] === 'reference'));
/** References that Clio lets nobody take away. */
const lasting: ReadonlySet<FieldPath> = new Set([
  'client',
  'responsible_attorney',
  'originating_attorney',
  'responsible_staff',
]);

export function prepareMatter(draft: Draft): Prepared {
  const { fields, notices } = prepareFields(draft.fields, forms);
  const unknown = Object.keys(draft.rows).map((path) => {
    return { field: path, code: 'field-unknown', message: 'Clio has no such field; it was left out.' };
  });
  return { draft: { fields, rows: {} }, notices: [...notices, ...unknown] };
}

export function newMatter(draft: Draft, key: readonly [FieldPath, string] | undefined): Body {
  const spoken = Object.entries(draft.fields).filter(([, value]) => value !== null && value !== '');
  return bodyOf(key ? [...spoken, key] : spoken, wireField, undefined);
}

export function changedMatter(read: TargetRecord, patch: Patch, key: readonly [FieldPath, string] | undefined): Body {
  const fields = Object.entries(patch.fields);
  return bodyOf(key ? [...fields, key] : fields, wireField, read);
}

/** The fields of a patch that would take away what Clio does not let go. */
export function lastingFieldsCleared(patch: Patch): FieldPath[] {
  return Object.entries(patch.fields)
    .filter(([path, value]) => value === null && lasting.has(path))
    .map(([path]) => path);
}

function wireField(path: FieldPath, value: FieldValue): unknown {
  if (references.has(path)) return { id: value === null ? null : wireId(String(value)) };
  return value === null && forms[path] !== 'date' ? '' : value;
}

/** The words by which Clio may name a field in a refusal. */
export const matterWords: Readonly<Record<FieldPath, readonly string[]>> = {
  description: ['description'],
  client: ['client', 'client id'],
  status: ['status'],
  open_date: ['open date'],
  pending_date: ['pending date'],
  close_date: ['close date', 'closed date'],
  client_reference: ['client reference'],
  location: ['location'],
  billable: ['billable'],
  practice_area: ['practice area'],
  responsible_attorney: ['responsible attorney'],
  originating_attorney: ['originating attorney'],
  responsible_staff: ['responsible staff'],
};
