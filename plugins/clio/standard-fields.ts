import type { TargetField } from '../../contracts/mappings.ts';
import type { FieldLevel } from '../../contracts/objects/values.ts';

type Row = readonly [
  path: string,
  label: string,
  type: TargetField['type'],
  more?: Partial<Pick<TargetField, 'writable' | 'required'>>,
];

const contactRows: readonly Row[] = [
  ['first_name', 'First name', 'text'],
  ['middle_name', 'Middle name', 'text'],
  ['last_name', 'Last name', 'text'],
  ['prefix', 'Prefix', 'text'],
  ['title', 'Title', 'text'],
  ['name', 'Company name', 'text'],
  ['date_of_birth', 'Date of birth', 'date'],
  ['company', 'Company', 'contact'],
  ['email_addresses', 'E-mail addresses', 'rows'],
  ['phone_numbers', 'Phone numbers', 'rows'],
  ['addresses', 'Addresses', 'rows'],
  ['web_sites', 'Web sites', 'rows'],
];

const matterRows: readonly Row[] = [
  ['description', 'Description', 'longtext', { required: true }],
  ['client', 'Client', 'contact', { required: true }],
  ['status', 'Status', 'matter-status'],
  ['open_date', 'Open date', 'date'],
  ['pending_date', 'Pending date', 'date'],
  ['close_date', 'Closed date', 'date'],
  ['practice_area', 'Practice area', 'picklist'],
  ['responsible_attorney', 'Responsible attorney', 'user'],
  ['originating_attorney', 'Originating attorney', 'user'],
  ['responsible_staff', 'Responsible staff', 'user'],
  ['client_reference', 'Client reference number', 'text'],
  ['location', 'Location', 'text'],
  ['billable', 'Billable', 'boolean'],
  // Most firms let Clio number their matters, and then the number cannot be written.
  ['display_number', 'Matter number', 'text', { writable: false }],
];

/** The fields that every account has; options are filled in by the catalogue. */
export function standardFields(level: FieldLevel): TargetField[] {
  const rows = level === 'contact' ? contactRows : matterRows;
  return rows.map(([path, label, type, more]) => ({
    path,
    level,
    label,
    type,
    custom: false,
    writable: true,
    ...more,
  }));
}
