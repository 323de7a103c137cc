import { storedDocument } from '../stored-document.ts';
import type { SampleMatter } from '../types.ts';

/** Private people: spouses who share a mailbox, a client who comes back, names that forms are not made for. */
export const familyMatters: readonly SampleMatter[] = [
  {
    id: 'halvorsen-divorce',
    body: {
      title: 'Halvorsen, dissolution',
      contactId: 'ingrid-halvorsen',
      practiceArea: 'Family',
      openDate: '2026-01-15',
    },
    relationships: [{ id: 'spouse', body: { contactId: 'teodor-halvorsen', label: 'Opposing party' } }],
    notes: [{ id: 'mailbox', body: { body: 'Never write to the shared mailbox about this one!', date: '2026-01-15' } }],
    documents: [],
  },
  {
    id: 'halvorsen-will',
    body: {
      title: 'Will of Teodor Halvorsen Jr.',
      contactId: 'teodor-halvorsen',
      status: 'hired',
      number: '2025-0117',
      practiceArea: 'Estate Planning',
      openDate: '2025-12-31',
    },
    relationships: [
      { id: 'beneficiary', body: { contactId: 'ingrid-halvorsen', label: 'Beneficiary' } },
      { id: 'executor', body: { contactId: 'ingrid-halvorsen', label: 'Executor' } },
    ],
    notes: [],
    documents: [],
  },
  {
    id: 'ferreira-lease',
    body: {
      title: 'Ferreira lease',
      contactId: 'amelia-ferreira',
      status: 'lost',
      description: 'Landlord backed down.',
    },
    relationships: [],
    notes: [{ id: 'closed', body: { subject: 'closed', body: '.' } }],
    documents: [],
  },
  {
    id: 'nguyen-visa',
    body: { title: 'Visa — Nguyễn Thị Minh Khai 🛂', contactId: 'minh-khai-nguyen', practiceArea: 'Immigration' },
    relationships: [],
    notes: [{ id: 'papers', body: { subject: 'Giấy tờ', body: 'Hộ chiếu hết hạn 2026‑12. 👍🏽', date: '2026-02-14' } }],
    documents: [storedDocument('checklist', 'visa-checklist.txt', 'Danh sách giấy tờ.txt')],
  },
  {
    id: 'prasetyo-deposit',
    body: { title: 'Deposit', contactId: 'prasetyo', practiceArea: 'Landlord/Tenant' },
    relationships: [],
    notes: [],
    documents: [storedDocument('voicemail', 'voicemail.txt', 'Voicemail transcript.txt')],
  },
  // Somebody hung up in the middle of the form.
  {
    id: 'dale-dui',
    body: { title: '  DUI?? ', contactId: 'dale' },
    relationships: [],
    notes: [],
    documents: [],
  },
];
