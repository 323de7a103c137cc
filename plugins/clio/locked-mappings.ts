import type { LockedMapping } from '../../contracts/mappings.ts';

/**
 * The mappings that ship with Clio and that nobody can edit. The vendor of the intake does not publish its own list:
 * this one is our choice, kept in one table so that it can be corrected.
 */
export const lockedMappings: readonly LockedMapping[] = [
  { level: 'contact', sourceField: 'first_name', targetField: 'first_name' },
  { level: 'contact', sourceField: 'middle_name', targetField: 'middle_name' },
  { level: 'contact', sourceField: 'last_name', targetField: 'last_name' },
  { level: 'contact', sourceField: 'prefix', targetField: 'prefix' },
  { level: 'contact', sourceField: 'company_name', targetField: 'name' },
  { level: 'contact', sourceField: 'birth_date', targetField: 'date_of_birth' },
  { level: 'contact', sourceField: 'company', targetField: 'company' },
  { level: 'contact', sourceField: 'emails', targetField: 'email_addresses' },
  { level: 'contact', sourceField: 'phones', targetField: 'phone_numbers' },
  { level: 'contact', sourceField: 'addresses', targetField: 'addresses' },
  { level: 'contact', sourceField: 'websites', targetField: 'web_sites' },
  { level: 'matter', sourceField: 'title', targetField: 'description' },
  { level: 'matter', sourceField: 'client', targetField: 'client' },
  { level: 'matter', sourceField: 'status', targetField: 'status' },
  { level: 'matter', sourceField: 'hired_at', targetField: 'open_date' },
  { level: 'matter', sourceField: 'practice_area', targetField: 'practice_area' },
  { level: 'matter', sourceField: 'responsible_attorney', targetField: 'responsible_attorney' },
  { level: 'matter', sourceField: 'originating_attorney', targetField: 'originating_attorney' },
];
