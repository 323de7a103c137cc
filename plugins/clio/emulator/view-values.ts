import { fieldsOf, valueId } from './custom-values.ts';
import type { View } from './fields.ts';
import type { Look } from './look.ts';
import type { CustomField, ParentType, PicklistOption, ValueRow } from './rows.ts';

const optionView = (row: PicklistOption, look: Look): View => ({
  ...row,
  created_at: look.at(row.created_at),
  updated_at: look.at(row.updated_at),
  deleted_at: look.at(row.deleted_at),
});

export const customFieldView = (row: CustomField, look: Look): View => ({
  id: row.id,
  etag: row.etag,
  name: row.name,
  parent_type: row.parent_type,
  field_type: row.field_type,
  displayed: row.displayed,
  required: row.required,
  deleted: row.deleted,
  display_order: row.display_order,
  created_at: look.at(row.created_at),
  updated_at: look.at(row.updated_at),
  picklist_options: row.options.map((option) => optionView(option, look)),
});

const about = (field: CustomField): View => ({
  field_name: field.name,
  field_type: field.field_type,
  field_required: field.required,
  field_displayed: field.displayed,
  field_display_order: field.display_order,
  soft_deleted: field.deleted,
});

/**
 * The custom values of a record: its rows, then an id-less line for each displayed field it has no row of.
 * A token without the right sees the rows with everything readable stripped, and no error.
 */
export function valueViews(rows: readonly ValueRow[], parent: ParentType, look: Look): View[] {
  const fields = fieldsOf(look.actor, parent);
  const present = rows.flatMap((row) => {
    const field = fields.find((candidate) => candidate.id === row.fieldId);
    return field ? [rowView(row, field, look)] : [];
  });
  const absent = fields.filter((field) => field.displayed && !rows.some((row) => row.fieldId === field.id));
  return [...present, ...absent.map((field) => emptyView(field, look))].map((view) => stripped(view, look));
}

function rowView(row: ValueRow, field: CustomField, look: Look): View {
  return {
    ...about(field),
    id: valueId(field, row),
    etag: row.etag,
    created_at: look.at(row.created_at),
    updated_at: look.at(row.updated_at),
    value: written(row.value, look),
    custom_field: definition(field, look),
    picklist_option: picked(row, field, look),
    get contact() {
      return field.field_type === 'contact' ? look.contact(Number(row.value)) : null;
    },
    get matter() {
      return field.field_type === 'matter' ? look.matter(Number(row.value)) : null;
    },
  };
}

const emptyView = (field: CustomField, look: Look): View => ({
  ...about(field),
  id: null,
  value: null,
  custom_field: definition(field, look),
});

function picked(row: ValueRow, field: CustomField, look: Look): View | null {
  const option = field.options.find((candidate) => candidate.id === row.value);
  return field.field_type === 'picklist' && option ? optionView(option, look) : null;
}

const definition = (field: CustomField, look: Look): View | null =>
  look.actor.settings.bareCustomField === 'nothing' ? null : customFieldView(field, look);

const written = (value: ValueRow['value'], look: Look): unknown =>
  value !== null && look.actor.settings.customValueTypes === 'text' ? String(value) : value;

const stripped = (view: View, look: Look): View =>
  look.actor.settings.customValuesUnreadable
    ? { id: view['id'], field_name: null, field_type: null, value: null, custom_field: null, picklist_option: null }
    : view;
