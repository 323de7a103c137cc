import type { Actor } from './actor.ts';
import { idIn, isDay, isDestroyed, listIn } from './body.ts';
import type { Data } from './body.ts';
import { invalid } from './errors.ts';
import type { CustomField, FieldType, ParentType, ValueRow } from './rows.ts';

type Value = ValueRow['value'];

/** Longest single line of text; the service's own figure is unknown (clio-api facts: custom fields). */
const LINE_LIMIT = 255;

/** The id of a value over the wire, such as `text_line-55001`. */
export const valueId = (field: CustomField, row: ValueRow): string => `${field.field_type}-${row.id}`;

/** Rows a record is born with: every displayed field has one, empty, before anybody wrote a value. */
export function bornValues(actor: Actor, parent: ParentType): ValueRow[] {
  return fieldsOf(actor, parent)
    .filter((field) => field.displayed)
    .map((field) => actor.firm.registrar.bear<ValueRow>({ fieldId: field.id, value: null }));
}

export const fieldsOf = (actor: Actor, parent: ParentType): CustomField[] =>
  actor.firm.customFields.where((field) => field.parent_type === parent && !field.deleted);

const number = (value: unknown): number => {
  const read = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof read !== 'number' || !Number.isFinite(read)) throw invalid('value is not a number');
  return read;
};

const text = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw invalid('value is invalid');
};

const flag = (value: unknown): boolean => {
  if (value === true || value === 'true') return true;
  if (value === false || value === 'false') return false;
  throw invalid('value must be true or false');
};

const limited = (value: unknown): string => {
  const line = text(value);
  if (line.length > LINE_LIMIT) throw invalid(`value is too long (maximum is ${LINE_LIMIT} characters)`);
  return line;
};

const day = (value: unknown): string => {
  if (typeof value !== 'string' || !isDay(value)) throw invalid('value is not a valid date');
  return value;
};

const shaped = (value: unknown, pattern: RegExp, what: string): string => {
  const line = limited(value);
  if (!pattern.test(line)) throw invalid(`value is not a valid ${what}`);
  return line;
};

function option(value: unknown, field: CustomField): number {
  const id = number(value);
  const known = field.options.find((candidate) => candidate.id === id && candidate.deleted_at === null);
  if (!known) throw invalid(`value is not an option of ${field.name}`);
  return id;
}

function recordId(value: unknown, exists: (id: number) => boolean): number {
  const id = number(value);
  if (!exists(id)) throw invalid('value does not exist');
  return id;
}

const READERS: Record<FieldType, (value: unknown, field: CustomField, actor: Actor) => Value> = {
  checkbox: flag,
  numeric: number,
  currency: number,
  date: day,
  time: (value) => shaped(value, /^\d{2}:\d{2}(:\d{2})?$/, 'time'),
  email: (value) => shaped(value, /^[^\s@]+@[^\s@]+$/, 'email'),
  url: (value) => shaped(value, /^https?:\/\/\S+$/i, 'url'),
  text_line: limited,
  text_area: text,
  picklist: option,
  contact: (value, _field, actor) => recordId(value, (id) => actor.firm.contacts.get(id) !== undefined),
  matter: (value, _field, actor) => recordId(value, (id) => actor.firm.matters.get(id) !== undefined),
};

/** A value as its field's type takes it; null and the empty text clear it. */
export function readValue(actor: Actor, field: CustomField, value: unknown): Value {
  if (value === null || value === undefined || value === '') return null;
  return READERS[field.field_type](value, field, actor);
}

interface Target {
  readonly parent: ParentType;
  readonly values: ValueRow[];
  /** Rows the record had before this request. In a create nobody could have known of them, so they are filled. */
  readonly creating: boolean;
}

/** Applies `custom_field_values` of a body to a draft's rows. */
export function operateValues(actor: Actor, target: Target, data: Data): void {
  const filled = new Set<number>();
  for (const operation of listIn(data, 'custom_field_values')) {
    if (operation['id'] === undefined || operation['id'] === null) createForm(actor, target, operation, filled);
    else updateForm(actor, target, operation);
  }
  if (target.creating && actor.settings.enforceRequiredFields) demandRequired(actor, target);
}

function createForm(actor: Actor, target: Target, operation: Data, filled: Set<number>): void {
  const fieldId = idIn(operation, 'custom_field');
  const field = fieldsOf(actor, target.parent).find((candidate) => candidate.id === fieldId);
  if (!field) throw invalid('custom_field does not exist');
  const value = readValue(actor, field, operation['value']);
  const row = target.values.find((candidate) => candidate.fieldId === field.id);
  if (row && target.creating && !filled.has(field.id)) {
    row.value = value;
  } else {
    if (row && !mayRepeat(actor, target)) throw invalid(`a value for custom field ${field.id} already exists`);
    target.values.push(actor.firm.registrar.bear<ValueRow>({ fieldId: field.id, value }));
  }
  filled.add(field.id);
}

const mayRepeat = (actor: Actor, target: Target): boolean =>
  target.parent === 'Matter' && actor.settings.matterCreateFormOverRow === 'duplicate';

function updateForm(actor: Actor, target: Target, operation: Data): void {
  const row = target.values.find((candidate) => {
    const field = actor.firm.customFields.get(candidate.fieldId);
    return field !== undefined && !field.deleted && valueId(field, candidate) === operation['id'];
  });
  const field = actor.firm.customFields.get(row?.fieldId);
  if (!row || !field) throw invalid(`custom field value ${String(operation['id'])} does not exist on this record`);
  if (isDestroyed(operation)) {
    target.values.splice(target.values.indexOf(row), 1);
    return;
  }
  const value = readValue(actor, field, operation['value']);
  if (value === row.value) return;
  row.value = value;
  actor.firm.registrar.touch(row);
}

function demandRequired(actor: Actor, target: Target): void {
  for (const field of fieldsOf(actor, target.parent)) {
    const has = target.values.some((row) => row.fieldId === field.id && row.value !== null);
    if (field.required && field.displayed && !has) throw invalid(`${field.name} is required`);
  }
}
