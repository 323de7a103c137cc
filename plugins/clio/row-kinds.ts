import type { Row } from '../../contracts/objects/values.ts';
import { folded, lineOf } from './text-forms.ts';

export type RowPath = 'email_addresses' | 'phone_numbers' | 'addresses' | 'web_sites';

/** A repeated field of contacts: how its rows are called over the wire, and when two of them are the same entry. */
export interface RowKind {
  readonly path: RowPath;
  /** Our part's name → the vendor's. */
  readonly parts: Readonly<Record<string, string>>;
  /** The vendor's labels by the folded words that people use. */
  readonly labels: Readonly<Record<string, string>>;
  readonly limit?: number;
  /** The flag that makes the first row of a new contact the preferred one. */
  readonly preferred?: string;
  readonly fold: (row: Row) => string;
}

const work = {
  work: 'Work',
  business: 'Work',
  office: 'Work',
  company: 'Work',
  professional: 'Work',
  corporate: 'Work',
  job: 'Work',
};
const home = { home: 'Home', personal: 'Home', private: 'Home', house: 'Home', residence: 'Home', residential: 'Home' };

/** The label of every entry that fits none of the vendor's own. */
export const otherLabel = 'Other';

export const rowKinds: readonly RowKind[] = [
  {
    path: 'email_addresses',
    parts: { address: 'address' },
    labels: { ...work, ...home },
    limit: 20,
    preferred: 'default_email',
    fold: ({ parts }) => lineOf(parts.address ?? '').toLowerCase(),
  },
  {
    path: 'phone_numbers',
    parts: { number: 'number' },
    labels: {
      ...work,
      ...home,
      mobile: 'Mobile',
      cell: 'Mobile',
      cellular: 'Mobile',
      'cell phone': 'Mobile',
      'mobile phone': 'Mobile',
      fax: 'Fax',
      'home fax': 'Fax',
      'work fax': 'Fax',
      pager: 'Pager',
      skype: 'Skype',
      direct: 'Work',
      'work direct': 'Work',
      'home phone': 'Home',
      'work phone': 'Work',
    },
    limit: 20,
    preferred: 'default_number',
    fold: ({ parts }) => foldNumber(parts.number ?? ''),
  },
  {
    path: 'addresses',
    parts: { street: 'street', city: 'city', state: 'province', postalCode: 'postal_code', country: 'country' },
    labels: { ...work, ...home, billing: 'Billing', invoice: 'Billing', invoicing: 'Billing' },
    limit: 20,
    fold: ({ parts }) =>
      ['street', 'city', 'state', 'postalCode', 'country'].map((part) => folded(parts[part])).join('|'),
  },
  {
    path: 'web_sites',
    parts: { url: 'address' },
    labels: {
      ...work,
      personal: 'Personal',
      private: 'Personal',
      home: 'Personal',
      blog: 'Personal',
      website: 'Work',
      'web site': 'Work',
      homepage: 'Work',
      twitter: 'Twitter',
      x: 'Twitter',
      facebook: 'Facebook',
      linkedin: 'LinkedIn',
      'linked in': 'LinkedIn',
      'instant messenger': 'Instant Messenger',
    },
    fold: ({ parts }) =>
      lineOf(parts.url ?? '')
        .toLowerCase()
        .replace(/\/+$/, ''),
  },
];

export function rowKindOf(path: string): RowKind | undefined {
  return rowKinds.find((kind) => kind.path === path);
}

/** By digits, because the same number is written in many ways; a leading 1 before ten digits is a country code. */
function foldNumber(number: string): string {
  const digits = number.replace(/\D/g, '');
  if (digits === '') return folded(number);
  return digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits;
}

export function labelOf(kind: RowKind, label: string | undefined): { readonly label: string; readonly lost: boolean } {
  const key = folded(label ?? '');
  const known = Object.values(kind.labels).find((own) => folded(own) === key) ?? kind.labels[key];
  return known === undefined
    ? { label: otherLabel, lost: key !== '' && key !== 'other' }
    : { label: known, lost: false };
}
