import { phonesOfQuill } from './phones-of-quill.ts';
import type { ContactBody, SampleContact } from './types.ts';

const person = (id: string, body: Partial<ContactBody>): SampleContact => ({
  id,
  body: { kind: 'person', emails: [], phones: [], addresses: [], ...body },
});

const inCalifornia = { state: 'CA', country: 'US' };

const standardFamily: readonly SampleContact[] = [
  person('amelia-ferreira', {
    prefix: 'Ms.',
    firstName: 'Amelia',
    middleName: 'Rosa',
    lastName: 'Ferreira',
    jobTitle: 'Nurse',
    birthDate: '1987-11-05',
    emails: [
      { label: 'Home', address: 'amelia.ferreira@example.test' },
      { label: 'Work', address: 'AFerreira@alder-clinic.example.test' },
    ],
    phones: [
      { label: 'Mobile', number: '(415) 555-0132' },
      { label: 'Home', number: '415-555-0133' },
    ],
    addresses: [
      { label: 'Home', street: '41 Alder Terrace, Apt 3', city: 'San Francisco', postalCode: '94110', ...inCalifornia },
    ],
  }),
  person('priya-raman', {
    firstName: 'Priya',
    lastName: 'Raman',
    jobTitle: 'Claims adjuster',
    companyId: 'northgate-mutual',
    emails: [{ label: 'Work', address: 'p.raman@northgate-mutual.example.test' }],
    phones: [{ label: 'Work', number: '(415) 555-0148' }],
  }),
  person('tomas-ferreira', {
    firstName: 'Tomás',
    lastName: 'Ferreira',
    emails: [{ address: 'tomas.ferreira@example.test' }],
    phones: [{ label: 'Mobile', number: '+14155550134' }],
  }),
  person('gil-okonkwo', {
    prefix: 'Dr.',
    firstName: 'Gil',
    lastName: 'Okonkwo',
    suffix: 'M.D.',
    emails: [{ label: 'Work', address: 'frontdesk@alder-clinic.example.test' }],
    phones: [{ label: 'Work', number: '1-415-555-0136' }],
  }),
];

const sharedMailbox = [{ label: 'Home', address: 'the.halvorsens@example.test' }];

export const people: readonly SampleContact[] = [
  ...standardFamily,
  person('ingrid-halvorsen', {
    firstName: 'Ingrid',
    lastName: 'Halvorsen',
    birthDate: '1984-02-29',
    emails: sharedMailbox,
  }),
  person('teodor-halvorsen', {
    firstName: 'Teodor',
    lastName: 'Halvorsen',
    suffix: 'Jr.',
    emails: sharedMailbox,
    phones: [{ label: 'Cell', number: '415 555 0137 (after 5 pm)' }],
  }),
  person('odalys-kestrel', {
    firstName: 'Odalys',
    lastName: 'Kestrel',
    jobTitle: 'Owner',
    companyId: 'kestrel-bakery',
    emails: [{ address: 'Odalys@Kestrel-Bakery.example.test' }],
    phones: [{ label: 'Work', number: '415.555.0152 x22' }],
  }),
  person('minh-khai-nguyen', {
    firstName: 'Thị Minh Khai',
    lastName: 'Nguyễn',
    emails: [{ address: 'minhkhai@example.test' }],
    phones: [{ number: '00 1 415 555 0138' }],
    addresses: [
      { label: 'Home', street: '12 Nguyễn Huệ', city: 'Thành phố Huế', postalCode: '530000', country: 'Vietnam' },
    ],
    customFields: { language: 'vi', needs_interpreter: true },
  }),
  person('prasetyo', { firstName: 'Prasetyo', emails: [{ address: 'n/a' }], phones: [{ number: '4155550135' }] }),
  person('fang-wang', { firstName: '芳', lastName: '王', emails: [{ address: 'fang.wang@example.test' }] }),
  person('thordis', {
    firstName: 'Þórdís',
    lastName: 'Ævarsdóttir',
    emails: [{ address: 'thordis@example.test' }],
    phones: [{ number: '(415)555-0139' }],
    customFields: { language: 'is' },
  }),
  // The accents are combining marks here and precomposed above: equal to the eye, different to a computer.
  person('rene-okafor', {
    firstName: 'Rene\u0301e',
    lastName: 'O’Kafor-Di\u0301az',
    emails: [{ address: 'r.okafor@example.test' }],
  }),
  person('dale', { firstName: '  dale ', lastName: 'MCALLISTER' }),
  person('quill', {
    firstName: 'Barnaby',
    lastName: 'Quill',
    emails: [{ address: 'quill@example.test' }],
    phones: phonesOfQuill,
  }),
];
