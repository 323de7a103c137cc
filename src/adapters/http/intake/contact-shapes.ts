import { z } from 'zod';
import type { ContactInput } from '../../../intake/put-contact.ts';
import type { IntakeRecord } from '../../../ports/intake-book.ts';
import { customFields, filledText, id, optionalDay, optionalText, rowsFrom, rowView } from './intake-values.ts';
import { stampOf, written } from './versions.ts';

const email = z.strictObject({ label: optionalText, address: filledText });
const phone = z.strictObject({ label: optionalText, number: filledText });
const website = z.strictObject({ label: optionalText, url: filledText });
const address = z
  .strictObject({
    label: optionalText,
    street: optionalText,
    city: optionalText,
    state: optionalText,
    postalCode: optionalText,
    country: optionalText,
  })
  .refine(
    (given) => Object.entries(given).some(([key, part]) => key !== 'label' && part?.trim()),
    'Must have at least one part.',
  );

export const ContactRequest = z.strictObject({
  kind: z.enum(['person', 'company']),
  prefix: optionalText,
  firstName: optionalText,
  middleName: optionalText,
  lastName: optionalText,
  suffix: optionalText,
  companyName: optionalText,
  jobTitle: optionalText,
  birthDate: optionalDay,
  companyId: id.nullish(),
  emails: z.array(email).optional().describe('Left out: those that are there stay.'),
  phones: z.array(phone).optional().describe('Left out: those that are there stay.'),
  addresses: z.array(address).optional().describe('Left out: those that are there stay.'),
  websites: z.array(website).optional(),
  customFields: customFields.optional(),
});

export const ContactView = z.object({ id: z.string(), ...ContactRequest.shape, ...written });

export function contactInput(request: z.output<typeof ContactRequest>): ContactInput {
  const { emails, phones, addresses, websites, ...plain } = request;
  return {
    ...plain,
    emails: emails && rowsFrom(emails),
    phones: phones && rowsFrom(phones),
    addresses: addresses && rowsFrom(addresses),
    websites: websites && rowsFrom(websites),
  };
}

export function viewContact(record: IntakeRecord<'contact'>) {
  const { emails, phones, addresses, websites, ...plain } = record.body;
  return {
    id: record.id,
    ...plain,
    emails: emails.map(rowView),
    phones: phones.map(rowView),
    addresses: addresses.map(rowView),
    websites: websites.map(rowView),
    ...stampOf(record),
  };
}
