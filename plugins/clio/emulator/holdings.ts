import { dayOf } from './clock.ts';
import type { Firm } from './firm.ts';
import type { Contact, Document, Matter, ValueRow } from './rows.ts';
import type { Storage } from './storage.ts';

type Named = Record<string, ValueRow['value']>;

/** A document as the firm has it: what its newest finished version holds, and every version. */
export interface HeldDocument {
  id: number;
  name: string;
  folderId: number;
  matterId: number | null;
  contactId: number | null;
  trashed: boolean;
  locked: boolean;
  externalProperties: Record<string, string>;
  fullyUploaded: boolean;
  size: number | null;
  /** Hexadecimal. */
  sha256: string | null;
  versions: {
    id: number;
    uuid: string;
    number: number;
    filename: string;
    fullyUploaded: boolean;
    size: number | null;
    sha256: string | null;
    bytesArrived: boolean;
  }[];
}

const customValues = (firm: Firm, rows: readonly ValueRow[]): Named =>
  Object.fromEntries(rows.map((row) => [firm.customFields.get(row.fieldId)?.name ?? String(row.fieldId), row.value]));

const held = <R extends Contact | Matter>(firm: Firm, row: R): R & { customValues: Named } => ({
  ...structuredClone(row),
  customValues: customValues(firm, row.values),
});

function heldDocument(firm: Firm, storage: Storage, row: Document): HeldDocument {
  const folder = firm.folders.get(row.folderId);
  const finished = row.versions.findLast((version) => version.fullyUploaded);
  return {
    id: row.id,
    name: row.name,
    folderId: row.folderId,
    matterId: folder?.matterId ?? null,
    contactId: folder?.contactId ?? null,
    trashed: row.deleted_at !== null,
    locked: row.locked,
    externalProperties: Object.fromEntries(row.properties.map((property) => [property.name, property.value])),
    fullyUploaded: finished !== undefined,
    size: finished?.size ?? null,
    sha256: finished?.sha256 ?? null,
    versions: row.versions.map((version) => ({
      id: version.id,
      uuid: version.uuid,
      number: version.version_number,
      filename: version.filename,
      fullyUploaded: version.fullyUploaded,
      size: version.size,
      sha256: version.sha256,
      bytesArrived: storage.objects.get(version.uuid) !== undefined,
    })),
  };
}

/** Everything a firm has, as plain data that nothing changes any more. */
export function holdingsOf(firm: Firm, storage: Storage) {
  return {
    account: { id: firm.account.id, name: firm.account.name, since: dayOf(firm.account.created_at, 'UTC') },
    users: structuredClone(firm.users.all()),
    practiceAreas: structuredClone(firm.practiceAreas.all()),
    stages: structuredClone(firm.stages.all()),
    customFields: structuredClone(firm.customFields.all()),
    contacts: firm.contacts.all().map((row) => held(firm, row)),
    matters: firm.matters.all().map((row) => held(firm, row)),
    notes: structuredClone(firm.notes.all()),
    relationships: structuredClone(firm.relationships.all()),
    folders: structuredClone(firm.folders.all()),
    documents: firm.documents.all().map((row) => heldDocument(firm, storage, row)),
  };
}

export type Holdings = ReturnType<typeof holdingsOf>;
