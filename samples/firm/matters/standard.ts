import { storedDocument } from '../stored-document.ts';
import type { SampleMatter } from '../types.ts';

/** The standard conversion: what one ordinary matter carries, and what the floor of requests is counted against. */
export const standard: SampleMatter = {
  id: 'standard',
  body: {
    title: 'Ferreira v. Northgate Mutual',
    contactId: 'amelia-ferreira',
    status: 'pnc',
    description: 'Rear-end collision at Alder St. & 9th, 28 February 2026',
    practiceArea: 'Personal Injury',
    stage: 'Consultation held',
    openDate: '2026-03-02',
    responsibleAttorney: { email: 'h.lindqvist@firm.example.test', name: 'Hanna Lindqvist' },
    originatingAttorney: { name: 'Hanna Lindqvist' },
    statuteOfLimitations: '2028-02-28',
  },
  relationships: [
    { id: 'insurer', body: { contactId: 'northgate-mutual', label: 'Insurer' } },
    { id: 'adjuster', body: { contactId: 'priya-raman', label: 'Adjuster' } },
    { id: 'witness', body: { contactId: 'tomas-ferreira', label: 'Witness' } },
    { id: 'physician', body: { contactId: 'gil-okonkwo', label: 'Treating physician' } },
  ],
  notes: [
    {
      id: 'call',
      body: { subject: 'First call', body: 'Hit from behind at the light. Neck pain since.', date: '2026-03-01' },
    },
    {
      id: 'consultation',
      body: {
        subject: 'Consultation',
        body: '<p>Explained the <em>contingent</em> fee.</p>',
        format: 'html',
        date: '2026-03-02',
      },
    },
    {
      id: 'offer',
      body: { subject: 'Offer', body: 'Adjuster offers 2,150.00 for a release.\nAdvised to wait.', date: '2026-03-03' },
    },
    {
      id: 'treatment',
      body: { subject: 'Treatment', body: 'MRI on 9 March; physiotherapy twice a week.', date: '2026-03-05' },
    },
    { id: 'decision', body: { body: 'She will decide by Friday.', date: '2026-03-06' } },
  ],
  documents: [
    storedDocument('engagement', 'engagement-letter.pdf', 'Engagement letter.pdf'),
    storedDocument('questionnaire', 'intake-questionnaire.docx', 'Intake questionnaire.docx'),
    storedDocument('photo', 'bumper.jpg', 'IMG_0412.jpg'),
    storedDocument('email', 'adjuster.eml', 'Claim 26-0314.eml'),
  ],
};
