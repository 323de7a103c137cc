import type { ContactBody, SampleContact } from './types.ts';

const company = (id: string, companyName: string, rest: Partial<ContactBody> = {}): SampleContact => ({
  id,
  body: { kind: 'company', companyName, emails: [], phones: [], addresses: [], ...rest },
});

export const companies: readonly SampleContact[] = [
  company('northgate-mutual', 'Northgate Mutual Insurance Co.', {
    emails: [{ label: 'Claims', address: 'claims@northgate-mutual.example.test' }],
    phones: [{ label: 'Work', number: '(415) 555-0140' }],
    addresses: [
      { label: 'Work', street: '1200 Harbor Blvd, Suite 900', city: 'Oakland', state: 'CA', postalCode: '94607' },
    ],
    websites: [{ label: 'Work', url: 'https://northgate-mutual.example.test' }],
  }),
  company('kestrel-bakery', 'Kestrel & Daughters Bakery, LLC', {
    emails: [{ label: 'Work', address: 'hello@kestrel-bakery.example.test' }],
    phones: [{ label: 'Shop', number: '415.555.0151' }],
    addresses: [{ street: '88 Alder St', city: 'San Francisco', state: 'California', country: 'USA' }],
  }),
  // The same company as somebody typed it on another day: nothing but the name, and not quite the same name.
  company('kestrel-again', 'KESTREL AND DAUGHTERS BAKERY LLC'),
  company('blue-heron-escrow', 'Blue Heron Escrow', { phones: [{ number: '+1 (415) 555-0160 ext. 4' }] }),
];
