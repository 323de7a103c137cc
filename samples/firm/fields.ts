import type { SampleField } from './types.ts';

export const fields: readonly SampleField[] = [
  { level: 'matter', key: 'incident_date', body: { label: 'Incident date', type: 'date' } },
  { level: 'matter', key: 'claim_value', body: { label: 'Claim value', type: 'money' } },
  { level: 'matter', key: 'referred_by', body: { label: 'Referred by', type: 'contact' } },
  {
    level: 'matter',
    key: 'injuries',
    body: {
      label: 'Injuries',
      type: 'multipicklist',
      options: [
        { key: 'neck', label: 'Neck' },
        { key: 'back', label: 'Back' },
        { key: 'fracture', label: 'Fracture' },
      ],
    },
  },
  {
    level: 'contact',
    key: 'language',
    body: {
      label: 'Preferred language',
      type: 'picklist',
      options: [
        { key: 'en', label: 'English' },
        { key: 'is', label: 'Íslenska' },
        { key: 'vi', label: 'Tiếng Việt' },
      ],
    },
  },
  { level: 'contact', key: 'needs_interpreter', body: { label: 'Needs an interpreter', type: 'boolean' } },
];
