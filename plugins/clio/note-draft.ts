import type { Draft, Patch, TargetRecord } from '../../contracts/objects/target.ts';
import type { FieldPath, FieldValue } from '../../contracts/objects/values.ts';
import type { Notice, Prepared } from '../../contracts/ports/object-syncer.ts';
import { wireId } from './json.ts';
import { type FieldForm, prepareFields } from './prepare-fields.ts';
import { richTextOf, sameRichText } from './rich-text.ts';
import { blockOf, sameLine, sameText } from './text-forms.ts';

const forms: Readonly<Record<FieldPath, FieldForm>> = {
  matter: 'reference',
  subject: 'line',
  body: 'verbatim',
  format: 'word',
  date: 'date',
};

export function prepareNote(draft: Draft): Prepared {
  const { fields, notices } = prepareFields(draft.fields, forms);
  const { body } = fields;
  if (typeof body !== 'string') return { draft: { fields, rows: {} }, notices };
  if (fields.format !== 'html') return { draft: { fields: { ...fields, body: blockOf(body) }, rows: {} }, notices };
  const rich = richTextOf(body);
  const told = rich.rewritten.map((tag): Notice => {
    return {
      field: 'body',
      code: 'tag-rewritten',
      harmless: true,
      message: `Clio's notes do not know <${tag}>; it was written in another way.`,
    };
  });
  const looks: Notice = {
    field: 'body',
    code: 'attributes-dropped',
    harmless: true,
    message: "Looks that Clio's notes do not know were left out.",
  };
  return {
    draft: { fields: { ...fields, body: rich.html }, rows: {} },
    notices: [...notices, ...told, ...(rich.attributesDropped ? [looks] : [])],
  };
}

const textTypes = { html: 'rich_text', text: 'plain_text' } as const;

export function newNote(draft: Draft): Record<string, unknown> {
  const { matter, subject, body, format, date } = draft.fields;
  return {
    type: 'Matter',
    matter: { id: wireId(String(matter)) },
    ...(subject && { subject }),
    detail: body ?? '',
    detail_text_type: textTypeOf(format),
    ...(date && { date }),
  };
}

/** Text and its format travel together: one without the other would show tags as text, or text as tags. */
export function changedNote(read: TargetRecord, { fields }: Patch): Record<string, unknown> {
  const texts = 'body' in fields || 'format' in fields;
  return {
    ...('subject' in fields && { subject: fields.subject ?? '' }),
    ...(texts && {
      detail: fields.body ?? read.fields.body ?? '',
      detail_text_type: textTypeOf(fields.format ?? read.fields.format),
    }),
    ...('date' in fields && { date: fields.date }),
  };
}

function textTypeOf(format: FieldValue | undefined): string {
  return format === 'html' ? textTypes.html : textTypes.text;
}

export const noteWords: Readonly<Record<FieldPath, readonly string[]>> = {
  matter: ['matter', 'regarding'],
  subject: ['subject'],
  body: ['detail', 'body'],
  format: ['detail text type', 'text type'],
  date: ['date'],
};

export function noteDifferences(desired: Draft, actual: TargetRecord): FieldPath[] {
  const hidden = new Set(actual.unreadable ?? []);
  return Object.entries(desired.fields)
    .filter(([path, value]) => !hidden.has(path) && !sameField(path, value, desired, actual))
    .map(([path]) => path);
}

function sameField(path: FieldPath, wanted: FieldValue, desired: Draft, actual: TargetRecord): boolean {
  const held = actual.fields[path];
  if (path !== 'body') return sameLine(wanted, held);
  const rich = (desired.fields.format ?? actual.fields.format) === 'html';
  return rich ? sameRichText(textOf(wanted), textOf(held)) : sameText(wanted, held);
}

function textOf(value: FieldValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
