import type { FieldLevel, ObjectKind } from '../../contracts/objects/values.ts';
import type { DocumentPart } from '../../contracts/ports/matter-source.ts';
import { Refused } from '../domain/refusals.ts';
import { BlobMissing } from '../ports/blob-store.ts';
import type { IntakeField, IntakeRecord } from '../ports/intake-book.ts';
import type { Page, Paged } from '../ports/run-log.ts';
import type { Books } from '../ports/storage.ts';
import { definedValues } from './custom-values.ts';
import type { IntakeDesk } from './intake-desk.ts';
import { live } from './live-records.ts';
import type { RecordKey } from './write-record.ts';

/** Throws `not-found`, also for what lies in a deleted matter. */
export async function readRecord<Kind extends ObjectKind>(
  desk: IntakeDesk,
  key: RecordKey<Kind>,
): Promise<IntakeRecord<Kind>> {
  return desk.storage.inTransaction(async (books) => {
    await checkMatter(books, key.firmId, key.matterId);
    return live(await books.intake.find(key.firmId, key.kind, key.matterId, key.id));
  });
}

/** In the order of their ids. `matterId` is empty for contacts and matters. */
export async function listRecords<Kind extends ObjectKind>(
  desk: IntakeDesk,
  of: Omit<RecordKey<Kind>, 'id'>,
  page: Page,
): Promise<Paged<IntakeRecord<Kind>>> {
  return desk.storage.inTransaction(async (books) => {
    await checkMatter(books, of.firmId, of.matterId);
    return books.intake.list(of.firmId, of.kind, of.matterId, page);
  });
}

/** Leaves out custom values whose definition was removed: they could not be put back as they are. */
export async function withDefinedValues<Kind extends FieldLevel>(
  desk: IntakeDesk,
  firmId: string,
  level: Kind,
  records: readonly IntakeRecord<Kind>[],
): Promise<IntakeRecord<Kind>[]> {
  const fields = await desk.storage.books.intake.fields(firmId, level);
  return records.map((record) => ({
    ...record,
    body: { ...record.body, customFields: definedValues(record.body.customFields, fields) },
  }));
}

export interface OpenedDocument {
  readonly record: IntakeRecord<'document'>;
  readonly bytes: ReadableStream<Uint8Array>;
}

/**
 * A document with a fresh stream of its bytes. Throws `not-found`, `file-unreadable` when its bytes are
 * lost, and `precondition-failed` when they are not the content that was asked for.
 */
export async function openDocument(
  desk: IntakeDesk,
  key: Omit<RecordKey<'document'>, 'kind'>,
  part: DocumentPart = {},
): Promise<OpenedDocument> {
  const record = await readRecord(desk, { ...key, kind: 'document' });
  if (part.sha256 !== undefined && part.sha256 !== record.body.sha256)
    throw new Refused('precondition-failed', 'The file has been replaced.');
  const bytes = await desk.blobs.open(record.body.blobId, part.range).catch(async (error: unknown) => {
    if (!(error instanceof BlobMissing)) throw error;
    const again = await readRecord(desk, { ...key, kind: 'document' });
    // Replaced between the two: the old bytes are gone and the new ones are there.
    if (again.body.blobId !== record.body.blobId) return undefined;
    throw new Refused('file-unreadable', 'The bytes of the document are lost.');
  });
  return bytes ? { record, bytes } : openDocument(desk, key, part);
}

/** Sorted by key. */
export async function listFields(desk: IntakeDesk, firmId: string, level: FieldLevel): Promise<IntakeField[]> {
  const fields = await desk.storage.books.intake.fields(firmId, level);
  return fields.toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

/** Throws `not-found`. */
export async function readField(
  desk: IntakeDesk,
  firmId: string,
  level: FieldLevel,
  key: string,
): Promise<IntakeField> {
  const field = (await listFields(desk, firmId, level)).find((one) => one.key === key);
  if (!field) throw new Refused('not-found', 'There is no such field in the intake.');
  return field;
}

async function checkMatter(books: Books, firmId: string, matterId: string): Promise<void> {
  if (matterId === '') return;
  live(await books.intake.find(firmId, 'matter', '', matterId), 'There is no such matter in the intake.');
}
