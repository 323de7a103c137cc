import { Readable } from 'node:stream';
import type { Row } from '../../contracts/objects/values.ts';
import { sampleFirm } from '../../samples/firm/index.ts';
import type { ContactBody } from '../../samples/firm/types.ts';
import { defineField } from '../../src/intake/define-field.ts';
import type { IntakeDesk } from '../../src/intake/intake-desk.ts';
import { putContact } from '../../src/intake/put-contact.ts';
import { putDocument } from '../../src/intake/put-document.ts';
import { putMatter } from '../../src/intake/put-matter.ts';
import { putNote } from '../../src/intake/put-note.ts';
import { putRelationship } from '../../src/intake/put-relationship.ts';

function rowsOf(list: readonly object[]): Row[] {
  return list.map((entry) => {
    const { label, ...parts } = Object.fromEntries(
      Object.entries(entry).filter((part): part is [string, string] => typeof part[1] === 'string'),
    );
    return { ...(label !== undefined && { label }), parts };
  });
}

function contactInput({ emails, phones, addresses, websites, ...rest }: ContactBody) {
  return {
    ...rest,
    emails: rowsOf(emails),
    phones: rowsOf(phones),
    addresses: rowsOf(addresses),
    websites: rowsOf(websites ?? []),
  };
}

/** Puts the sample firm into an intake, or only what one of its matters needs. */
export async function putSample(desk: IntakeDesk, firmId: string, only?: string): Promise<void> {
  for (const { level, key, body } of sampleFirm.fields) await defineField(desk, { firmId, level, key, ...body });
  const companies = sampleFirm.contacts.filter(({ body }) => body.kind === 'company');
  const people = sampleFirm.contacts.filter(({ body }) => body.kind === 'person');
  for (const { id, body } of [...companies, ...people]) await putContact(desk, { firmId, id }, contactInput(body));
  for (const matter of sampleFirm.matters.filter(({ id }) => only === undefined || id === only)) {
    await putMatter(desk, { firmId, id: matter.id }, matter.body);
    const within = { firmId, matterId: matter.id };
    for (const { id, body } of matter.relationships) await putRelationship(desk, { ...within, id }, body);
    for (const { id, body } of matter.notes) await putNote(desk, { ...within, id }, body);
    for (const { id, filename, contentType, open } of matter.documents) {
      const bytes = Readable.toWeb(open()) as ReadableStream<Uint8Array>;
      await putDocument(desk, { ...within, id }, { filename, contentType, bytes });
    }
  }
}
