import fc from 'fast-check';
import type { ObjectKind } from '../../contracts/objects/values.ts';
import type { IntakeBodies, IntakeRecord } from '../../src/ports/intake-book.ts';
import { calendarDate, dictionary, fieldValue, instant, partly, row, size, text } from './arbitraries.ts';

const rows = fc.array(row, { maxLength: 2 });
const customFields = dictionary(fieldValue);
const colleague = partly({}, { email: text, name: text });

/** A body of each kind with any values. */
export const bodies: { readonly [Kind in ObjectKind]: fc.Arbitrary<IntakeBodies[Kind]> } = {
  contact: partly(
    {
      kind: fc.constantFrom('person', 'company'),
      emails: rows,
      phones: rows,
      addresses: rows,
      websites: rows,
      customFields,
    },
    {
      prefix: text,
      firstName: text,
      middleName: text,
      lastName: text,
      suffix: text,
      companyName: text,
      jobTitle: text,
      birthDate: calendarDate,
      companyId: text,
    },
  ),
  matter: partly(
    { title: text, contactId: text, status: fc.constantFrom('pnc', 'hired', 'lost'), customFields },
    {
      hiredAt: instant,
      number: text,
      description: text,
      practiceArea: text,
      stage: text,
      openDate: calendarDate,
      responsibleAttorney: colleague,
      originatingAttorney: colleague,
      statuteOfLimitations: calendarDate,
    },
  ),
  note: partly({ body: text, format: fc.constantFrom('text', 'html') }, { subject: text, date: calendarDate }),
  document: fc.record(
    { filename: text, contentType: text, size, sha256: text, blobId: text },
    { noNullPrototype: true },
  ),
  relationship: fc.record({ contactId: text, label: text }, { noNullPrototype: true }),
};

const nobody = { kind: 'person', emails: [], phones: [], addresses: [], websites: [], customFields: {} } as const;

interface Written {
  readonly version?: number;
  readonly deleted?: boolean;
}

function record<Kind extends ObjectKind>(
  firmId: string,
  kind: Kind,
  ids: readonly [string, string],
  body: IntakeBodies[Kind],
  { version = 1, deleted = false }: Written = {},
): IntakeRecord<Kind> {
  return { firmId, kind, matterId: ids[0], id: ids[1], body, version, updatedAt: '2026-03-01T10:00:00.000Z', deleted };
}

export function contactOf(
  firmId: string,
  id: string,
  body: Partial<IntakeBodies['contact']> = {},
  written?: Written,
): IntakeRecord<'contact'> {
  return record(firmId, 'contact', ['', id], { ...nobody, ...body }, written);
}

export function matterOf(
  firmId: string,
  id: string,
  body: Partial<IntakeBodies['matter']> = {},
  written?: Written,
): IntakeRecord<'matter'> {
  return record(
    firmId,
    'matter',
    ['', id],
    { title: id, contactId: 'client', status: 'pnc', customFields: {}, ...body },
    written,
  );
}

export function noteOf(firmId: string, matterId: string, id: string, written?: Written): IntakeRecord<'note'> {
  return record(firmId, 'note', [matterId, id], { body: 'She called.', format: 'text' }, written);
}

export function relationshipOf(
  firmId: string,
  matterId: string,
  id: string,
  contactId: string,
  written?: Written,
): IntakeRecord<'relationship'> {
  return record(firmId, 'relationship', [matterId, id], { contactId, label: 'Witness' }, written);
}
