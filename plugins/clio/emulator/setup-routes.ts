import { textIn } from './body.ts';
import type { Call, Route } from './call.ts';
import { createCustomField, removeCustomField, updateCustomField } from './custom-fields.ts';
import { forbidden, invalid } from './errors.ts';
import { routesOf } from './resource.ts';
import type { Resource } from './resource.ts';
import type { CustomField, FieldSet, NamedRow, PracticeArea, Stage } from './rows.ts';
import { groupView, namedView, practiceAreaView, stageView } from './view-setup.ts';
import { customFieldView } from './view-values.ts';

const name = (row: { name: string }): string => row.name;

const AREAS: Resource<PracticeArea> = {
  path: '/practice_areas',
  noun: 'PracticeArea',
  shape: 'PracticeArea',
  needs: ['matters'],
  orders: {
    name,
    code: (row) => row.code,
    category: (row) => row.category,
    created_at: (row) => row.created_at,
    updated_at: (row) => row.updated_at,
  },
  table: (firm) => firm.practiceAreas,
  view: practiceAreaView,
  filter(call, rows) {
    const [wanted, code] = [call.query.text('name'), call.query.text('code')];
    return rows.filter((row) => (wanted === null || row.name === wanted) && (code === null || row.code === code));
  },
  create(actor, data) {
    const given = textIn(data, 'name');
    if (!given) throw invalid("name can't be blank");
    return actor.firm.practiceAreas.insert({
      name: given,
      code: textIn(data, 'code') ?? null,
      category: textIn(data, 'category') ?? null,
    });
  },
};

// Stages can only be listed (clio-api facts: matters).
const STAGES: Resource<Stage> = {
  path: '/matter_stages',
  noun: 'MatterStage',
  shape: 'MatterStage',
  needs: ['matters'],
  orders: null,
  show: false,
  table: (firm) => firm.stages,
  view: stageView,
  filter(call, rows) {
    const area = call.query.id('practice_area_id');
    return rows.filter((row) => area === null || row.practiceAreaId === area);
  },
};

function readable(call: Call): CustomField[] {
  if (call.settings.customValuesUnreadable) throw forbidden();
  return call.firm.customFields.all();
}

function customFieldFilter(call: Call, rows: CustomField[]): CustomField[] {
  const parent = call.query.text('parent_type')?.toLowerCase() ?? null;
  const type = call.query.text('field_type');
  const deleted = call.query.flag('deleted') ?? false;
  const text = call.query.text('query')?.toLowerCase() ?? '';
  const demanded = call.query.flag('visible_and_required') === true;
  return rows.filter(
    (row) =>
      (parent === null || row.parent_type.toLowerCase() === parent) &&
      (type === null || row.field_type === type) &&
      row.deleted === deleted &&
      row.name.toLowerCase().includes(text) &&
      (!demanded || (row.displayed && row.required)),
  );
}

const CUSTOM_FIELDS: Resource<CustomField> = {
  path: '/custom_fields',
  noun: 'CustomField',
  shape: 'CustomField',
  needs: ['custom_fields'],
  orders: {
    name,
    display_order: (row) => row.display_order,
    field_type: (row) => row.field_type,
    parent_type: (row) => row.parent_type,
    created_at: (row) => row.created_at,
    updated_at: (row) => row.updated_at,
  },
  table: (firm) => firm.customFields,
  view: customFieldView,
  visible: readable,
  filter: customFieldFilter,
  create: createCustomField,
  update: updateCustomField,
  remove: removeCustomField,
};

const FIELD_SETS: Resource<FieldSet> = {
  path: '/custom_field_sets',
  noun: 'CustomFieldSet',
  shape: 'CustomFieldSet',
  needs: ['custom_fields'],
  orders: { name },
  table: (firm) => firm.fieldSets,
  view: (row, look) => ({
    ...row,
    created_at: look.at(row.created_at),
    updated_at: look.at(row.updated_at),
    custom_fields: row.fieldIds.flatMap((id) => {
      const field = look.actor.firm.customFields.get(id);
      return field ? [customFieldView(field, look)] : [];
    }),
  }),
};

const CATEGORIES: Resource<NamedRow> = {
  path: '/document_categories',
  noun: 'DocumentCategory',
  shape: 'DocumentCategory',
  needs: ['documents'],
  orders: { name },
  table: (firm) => firm.categories,
  view: namedView,
  create(actor, data) {
    const given = textIn(data, 'name');
    if (!given) throw invalid("name can't be blank");
    return actor.firm.categories.insert({ name: given });
  },
};

const GROUPS: Resource<NamedRow> = {
  path: '/groups',
  noun: 'Group',
  shape: 'Group',
  needs: ['users'],
  orders: { name },
  table: (firm) => firm.groups,
  view: groupView,
};

export const SETUP_ROUTES: readonly Route[] = [
  ...routesOf(AREAS),
  ...routesOf(STAGES),
  ...routesOf(CUSTOM_FIELDS),
  ...routesOf(FIELD_SETS),
  ...routesOf(CATEGORIES),
  ...routesOf(GROUPS),
];
