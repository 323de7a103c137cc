import type { AccountSeed } from '../../../plugins/clio/emulator/index.ts';

/** The firm's account in the emulated Clio: as a firm would have it that uses both systems, with one area missing. */
export const demonstrationAccount: AccountSeed = {
  name: 'Lindqvist & Partners',
  users: [
    {
      first_name: 'Hanna',
      last_name: 'Lindqvist',
      email: 'h.lindqvist@firm.example.test',
      admin: true,
      attorney: true,
    },
    { first_name: 'Bo', last_name: 'Arden', email: 'b.arden@firm.example.test' },
  ],
  practiceAreas: [
    'Employment',
    'Estate Planning',
    'Family',
    'Immigration',
    'Landlord/Tenant',
    'Personal Injury',
    'Real Estate',
  ].map((name) => ({ name })),
  customFields: [
    { name: 'Claim value', parent_type: 'Matter', field_type: 'currency' },
    { name: 'Incident date', parent_type: 'Matter', field_type: 'date' },
    { name: 'Injuries', parent_type: 'Matter', field_type: 'text_area' },
    { name: 'Referred by', parent_type: 'Matter', field_type: 'contact' },
    {
      name: 'Preferred language',
      parent_type: 'Contact',
      field_type: 'picklist',
      options: ['English', 'Íslenska', 'Tiếng Việt'],
    },
    { name: 'Needs an interpreter', parent_type: 'Contact', field_type: 'checkbox' },
  ],
};
