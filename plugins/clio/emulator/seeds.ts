import type { FieldType, ParentType } from './rows.ts';

/** A person who works at the firm. The first seeded user owns the account. */
export interface UserSeed {
  first_name: string;
  last_name: string;
  email: string;
  admin?: boolean;
  attorney?: boolean;
  enabled?: boolean;
  time_zone?: string;
}

/** A practice area and its stages in order. */
export interface PracticeAreaSeed {
  name: string;
  code?: string;
  category?: string;
  stages?: readonly string[];
}

/** A custom field that the firm has defined. */
export interface CustomFieldSeed {
  name: string;
  parent_type: ParentType;
  field_type: FieldType;
  options?: readonly string[];
}

/** One firm. Parts left out are taken from the invented default firm. */
export interface AccountSeed {
  name: string;
  users?: readonly UserSeed[];
  practiceAreas?: readonly PracticeAreaSeed[];
  documentCategories?: readonly string[];
  customFields?: readonly CustomFieldSeed[];
}

export const DEFAULT_ACCOUNT: Required<AccountSeed> = {
  name: 'Hollis & Vane LLP',
  users: [
    {
      first_name: 'Marian',
      last_name: 'Hollis',
      email: 'marian.hollis@hollisvane.example',
      admin: true,
      attorney: true,
    },
    { first_name: 'Desmond', last_name: 'Vane', email: 'desmond.vane@hollisvane.example', attorney: true },
    { first_name: 'Priya', last_name: 'Okafor', email: 'priya.okafor@hollisvane.example' },
  ],
  practiceAreas: [
    { name: 'Estate Planning', code: 'EST', stages: ['Intake', 'Drafting', 'Signing', 'Funding'] },
    { name: 'Family', code: 'FAM', stages: ['Consultation', 'Filing', 'Discovery', 'Settlement'] },
    { name: 'Personal Injury', code: 'PI', stages: ['Treatment', 'Demand', 'Litigation', 'Settlement'] },
    { name: 'Business Formation', code: 'BUS', stages: ['Intake', 'Formation'] },
    { name: 'Immigration', code: 'IMM' },
  ],
  documentCategories: ['Correspondence', 'Pleadings', 'Agreements'],
  customFields: [],
};
