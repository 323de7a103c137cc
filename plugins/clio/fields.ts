import { SyncFailure } from '../../contracts/failures.ts';
import type { FieldOption, TargetField, TargetFieldType } from '../../contracts/mappings.ts';
import type { FieldLevel } from '../../contracts/objects/values.ts';
import { customPath } from './custom-values.ts';
import { keyFieldName } from './key-fields.ts';
import type { OpenAccount } from './open-account.ts';
import { standardFields } from './standard-fields.ts';
import { type CustomField, PracticeArea, User } from './wire.ts';

const types: Readonly<Record<string, TargetFieldType>> = {
  checkbox: 'boolean',
  contact: 'contact',
  currency: 'money',
  date: 'date',
  time: 'time',
  email: 'email',
  matter: 'matter',
  numeric: 'number',
  picklist: 'picklist',
  text_area: 'longtext',
  text_line: 'text',
  url: 'url',
};

/** All fields of a level, with the options of picklists, practice areas and users. Our own key field is not one. */
export async function fieldCatalogue(account: OpenAccount, level: FieldLevel): Promise<readonly TargetField[]> {
  const defined = await seenBy(account.definitions.list(level));
  const custom = defined.filter(
    (field) => field.id !== account.keyFields[level] && field.name?.trim() !== keyFieldName,
  );
  const standard = standardFields(level);
  const filled = level === 'matter' ? await withOptions(account, standard) : standard;
  return [...filled, ...custom.flatMap((field) => customField(level, field))];
}

async function withOptions({ api }: OpenAccount, fields: readonly TargetField[]): Promise<TargetField[]> {
  const areas = await seenBy(
    api.list('practice_areas', { fields: 'id,name', order: 'id(asc)' }, PracticeArea, 'setup'),
  );
  const users = await seenBy(
    api.list('users', { fields: 'id,name,email,enabled', limit: '2000', order: 'id(asc)' }, User, 'setup'),
  );
  const areaOptions = areas.map(({ id, name }): FieldOption => ({ id, label: name ?? id }));
  // Somebody who left can be given no matter any more.
  const userOptions = users
    .filter(({ enabled }) => enabled !== false)
    .map(({ id, name, email }): FieldOption => {
      return { id, label: name ?? id, ...(email && { email }) };
    });
  return fields.map((field) => {
    if (field.type === 'user') return { ...field, options: userOptions };
    return field.path === 'practice_area' ? { ...field, options: areaOptions } : field;
  });
}

/** A list that this user may not see is empty: its fields then take no value, and the rest still syncs. */
async function seenBy<T>(list: Promise<readonly T[]>): Promise<readonly T[]> {
  try {
    return await list;
  } catch (error) {
    if (error instanceof SyncFailure && error.kind === 'forbidden') return [];
    throw error;
  }
}

function customField(level: FieldLevel, field: CustomField): TargetField[] {
  const type = types[field.field_type ?? ''];
  if (type === undefined) return [];
  const options = (field.picklist_options ?? []).filter(({ deleted_at: deleted }) => !deleted);
  return [
    {
      path: customPath(field.id),
      level,
      label: field.name ?? `Custom field ${field.id}`,
      type,
      custom: true,
      writable: true,
      ...(field.required === true && { required: true }),
      ...(type === 'picklist' && { options: options.map(({ id, option }) => ({ id, label: option ?? id })) }),
    },
  ];
}
