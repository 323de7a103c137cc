import type { DocumentFacts, Draft, StoredDocument, TargetRecord } from '../../contracts/objects/target.ts';
import type { Prepared } from '../../contracts/ports/object-syncer.ts';
import { prepareFields } from './prepare-fields.ts';
import { answered, answeredFields, commonFacts } from './record-facts.ts';
import { textOrNull } from './text-forms.ts';
import type { Document } from './wire.ts';

const versionFields = 'id,uuid,version_number,size,fully_uploaded';
const common = 'id,etag,name,size,created_at,deleted_at,matter{id},parent{id},external_properties{id,name,value}';

export const documentFields = `${common},latest_document_version{${versionFields}}`;
/** With the addresses that the bytes go to. */
export const uploadFields = `${common},latest_document_version{${versionFields},put_url,put_headers,multiparts}`;

/** The external property that carries our key. */
export const keyPropertyName = 'casebridge_id';

export function documentRecord(wire: Document, host: string): TargetRecord {
  const { fields, unreadable } = answeredFields({
    matter: answered(wire.matter, ({ id }) => id),
    name: answered(wire.name, textOrNull),
  });
  const key = wire.external_properties?.find(({ name }) => name === keyPropertyName)?.value;
  const stored = storedDocument(wire);
  return {
    ...commonFacts(wire),
    fields,
    rows: {},
    ...(unreadable.length > 0 && { unreadable }),
    ...(key && { witness: key }),
    ...(wire.matter && { url: `${host}/nc/#/matters/${wire.matter.id}/documents` }),
    summary: wire.name || `Document ${wire.id}`,
    ...(wire.deleted_at && { trashed: true }),
    ...(stored && { document: stored }),
  };
}

function storedDocument({ latest_document_version: latest, size }: Document): StoredDocument | undefined {
  if (!latest) return undefined;
  const bytes = latest.size ?? size;
  const uploaded = latest.fully_uploaded === true;
  return { version: latest.id, uploaded, ...(uploaded && typeof bytes === 'number' && { size: bytes }) };
}

const unnamed = 'unnamed';

/** A file's name as Clio can hold it. Spaces inside are the person's own. */
export function prepareDocument(draft: Draft): Prepared {
  const { fields, notices } = prepareFields(draft.fields, { matter: 'reference', name: 'verbatim' });
  const { name } = fields;
  if (typeof name !== 'string') return { draft: { fields, rows: {} }, notices };
  const trimmed = name.toWellFormed().normalize('NFC').trim();
  const clean = trimmed.replace(/[/\p{Cc}]/gu, '_').trim() || unnamed;
  const told = {
    field: 'name',
    code: 'name-cleaned',
    harmless: true as const,
    message: 'The name has characters that Clio cannot file; they became "_".',
  };
  return {
    draft: { fields: { ...fields, name: clean }, rows: {} },
    notices: clean === trimmed ? notices : [...notices, told],
  };
}

/** A content type without its parameters; what has not the form of one is plain bytes. */
export function contentTypeOf({ contentType }: DocumentFacts): string {
  const type = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return /^[a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+-]+$/.test(type) ? type : 'application/octet-stream';
}
