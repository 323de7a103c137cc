import type { LockedMapping, TargetField } from '../../contracts/mappings.ts';
import type { FieldLevel } from '../../contracts/objects/values.ts';
import type { InMemorySystem } from './system.ts';

type Shape = readonly [path: string, label: string, type: TargetField['type']];

const shapes: Readonly<Record<FieldLevel, readonly Shape[]>> = {
  contact: [
    ['first_name', 'First name', 'text'],
    ['middle_name', 'Middle name', 'text'],
    ['last_name', 'Last name', 'text'],
    ['prefix', 'Prefix', 'text'],
    ['name', 'Company name', 'text'],
    ['birth_date', 'Date of birth', 'date'],
    ['company', 'Company', 'contact'],
    ['emails', 'E-mail addresses', 'rows'],
    ['phones', 'Phone numbers', 'rows'],
    ['addresses', 'Addresses', 'rows'],
    ['websites', 'Web sites', 'rows'],
  ],
  matter: [
    ['title', 'Description', 'text'],
    ['client', 'Client', 'contact'],
    ['status', 'Status', 'matter-status'],
    ['open_date', 'Open date', 'date'],
    ['practice_area', 'Practice area', 'picklist'],
    ['responsible_attorney', 'Responsible attorney', 'user'],
    ['originating_attorney', 'Originating attorney', 'user'],
  ],
};

export function fieldsOf(system: InMemorySystem, level: FieldLevel): TargetField[] {
  return shapes[level].map(([path, label, type]) => ({
    path,
    level,
    label,
    type,
    custom: false,
    writable: true,
    ...(type === 'picklist' && { options: system.practiceAreas }),
    ...(type === 'user' && { options: system.users }),
  }));
}

/** The source's names where this system has the same ones. */
export const lockedMappings: readonly LockedMapping[] = [
  ...[
    'first_name',
    'middle_name',
    'last_name',
    'prefix',
    'birth_date',
    'company',
    'emails',
    'phones',
    'addresses',
    'websites',
  ].map((path) => ({
    level: 'contact' as const,
    sourceField: path,
    targetField: path,
  })),
  { level: 'contact', sourceField: 'company_name', targetField: 'name' },
  ...['title', 'client', 'status', 'practice_area', 'responsible_attorney', 'originating_attorney'].map((path) => ({
    level: 'matter' as const,
    sourceField: path,
    targetField: path,
  })),
  { level: 'matter', sourceField: 'hired_at', targetField: 'open_date' },
];
