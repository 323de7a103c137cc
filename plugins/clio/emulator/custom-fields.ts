import type { Actor } from './actor.ts';
import { flagIn, listIn, oneOf, textIn, wholeNumber } from './body.ts';
import type { Data } from './body.ts';
import { invalid } from './errors.ts';
import type { CustomField, FieldType, PicklistOption } from './rows.ts';
import type { Unborn } from './table.ts';

const FIELD_TYPES: readonly FieldType[] = [
  'checkbox',
  'contact',
  'currency',
  'date',
  'time',
  'email',
  'matter',
  'numeric',
  'picklist',
  'text_area',
  'text_line',
  'url',
];

/** Options are deleted by `_deleted`, unlike every other nested row (clio-api facts: custom fields). */
function writeOptions(actor: Actor, draft: Unborn<CustomField>, data: Data): void {
  const { registrar } = actor.firm;
  for (const operation of listIn(data, 'picklist_options')) {
    const label = textIn(operation, 'option');
    if (operation['id'] === undefined || operation['id'] === null) {
      if (!label) throw invalid("option can't be blank");
      draft.options.push(registrar.bear<PicklistOption>({ option: label, deleted_at: null }));
      continue;
    }
    const id = wholeNumber(operation['id'], 'picklist_options.id');
    const option = draft.options.find((candidate) => candidate.id === id);
    if (!option) throw invalid(`picklist option ${id} does not exist`);
    if (label) option.option = label;
    if (flagIn(operation, '_deleted') === true) option.deleted_at = registrar.now();
    registrar.touch(option);
  }
}

function write(actor: Actor, draft: Unborn<CustomField>, data: Data): void {
  const name = textIn(data, 'name');
  if (name !== undefined) draft.name = name ?? '';
  if (draft.name === '') throw invalid("name can't be blank");
  draft.displayed = flagIn(data, 'displayed') ?? draft.displayed;
  draft.required = flagIn(data, 'required') ?? draft.required;
  const order = data['display_order'];
  if (order !== undefined && order !== null) draft.display_order = wholeNumber(order, 'display_order');
  if (draft.field_type === 'picklist') writeOptions(actor, draft, data);
}

/** Defines a custom field. Two may carry the same name. */
export function createCustomField(actor: Actor, data: Data): CustomField {
  const parent = oneOf(data, 'parent_type', ['Contact', 'Matter']);
  const type = oneOf(data, 'field_type', FIELD_TYPES);
  if (!parent || !type) throw invalid("parent_type and field_type can't be blank");
  const draft: Unborn<CustomField> = {
    name: '',
    parent_type: parent,
    field_type: type,
    displayed: true,
    required: false,
    deleted: false,
    display_order: actor.firm.customFields.all().length + 1,
    options: [],
  };
  write(actor, draft, data);
  return actor.firm.customFields.insert(draft);
}

export const updateCustomField = (actor: Actor, draft: CustomField, data: Data): void => write(actor, draft, data);

/** A deleted definition stays, marked; its values are no longer shown. */
export function removeCustomField(actor: Actor, field: CustomField): void {
  actor.firm.customFields.edit(field.id, (draft) => {
    draft.deleted = true;
  });
}
