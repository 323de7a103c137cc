import { largeDocument } from '../large-document.ts';
import { pastedFromTheWeb, twentyKilobytes } from '../note-texts.ts';
import { storedDocument } from '../stored-document.ts';
import type { SampleMatter, SampleNote } from '../types.ts';

/** The same words twice on one day: two calls, or one call saved twice. Nobody knows any more, so both are kept. */
const noAnswer = (id: string): SampleNote => ({
  id,
  body: { subject: 'Call', body: 'No answer, left a message.', date: '2026-03-04' },
});

/** Businesses and disputes: a company as client, pasted web pages, long notes, scans and large files. */
export const disputeMatters: readonly SampleMatter[] = [
  {
    id: 'kestrel-trademark',
    body: { title: 'KESTREL (word mark)', contactId: 'kestrel-bakery', practiceArea: 'Intellectual Property' },
    relationships: [
      { id: 'contact', body: { contactId: 'odalys-kestrel', label: 'Point of contact' } },
      { id: 'twin', body: { contactId: 'kestrel-again', label: 'Prior applicant' } },
    ],
    notes: [{ id: 'search', body: { subject: 'Search', body: pastedFromTheWeb, format: 'html', date: '2026-02-20' } }],
    documents: [],
  },
  {
    id: 'quill-partnership',
    body: { title: 'Quill partnership accounting', contactId: 'quill', responsibleAttorney: { name: 'H. Lindqvist' } },
    relationships: [],
    notes: [
      { id: 'ledger', body: { subject: 'Ledger', body: twentyKilobytes, date: '2026-02-27' } },
      { id: 'not-html', body: { body: 'He wrote <b>NO</b> & "never" in the margin: 3 < 4.', format: 'text' } },
    ],
    documents: [],
  },
  {
    id: 'wang-closing',
    body: { title: 'Wang closing, Lot 14', contactId: 'fang-wang', status: 'hired', practiceArea: 'Real Estate' },
    relationships: [{ id: 'escrow', body: { contactId: 'blue-heron-escrow', label: 'Escrow agent' } }],
    notes: [],
    documents: [
      storedDocument('front', 'scan-front.pdf', 'scan.pdf'),
      storedDocument('back', 'scan-back.pdf', 'scan.pdf'),
    ],
  },
  {
    id: 'aevarsdottir-injury',
    body: {
      title: 'Ævarsdóttir, ladder fall',
      contactId: 'thordis',
      practiceArea: 'Personal Injury',
      statuteOfLimitations: '2027-12-01',
      customFields: {
        incident_date: '2025-12-01',
        claim_value: '48500.50',
        injuries: ['neck', 'fracture'],
        referred_by: 'amelia-ferreira',
      },
    },
    relationships: [],
    notes: [],
    documents: [
      storedDocument('report', 'police-report.pdf', 'Report 3/14/2026 A/B.pdf'),
      storedDocument('chronology', 'chronology.txt', 'Chronology.txt'),
      largeDocument('phone', 'Phone extraction.bin', 6 * 1024 * 1024 + 1),
    ],
  },
  {
    id: 'okafor-employment',
    body: { title: 'Deposit', contactId: 'rene-okafor', practiceArea: 'Employment' },
    relationships: [],
    notes: [noAnswer('call-1'), noAnswer('call-2')],
    documents: [],
  },
];
