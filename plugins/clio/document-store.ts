import type { DocumentFacts, TargetRecord } from '../../contracts/objects/target.ts';
import type { FieldValue, TargetRef } from '../../contracts/objects/values.ts';
import type { WriteOutcome } from '../../contracts/outcomes.ts';
import type { WriteAnswer } from './api.ts';
import { contentTypeOf, documentFields, documentRecord, keyPropertyName, uploadFields } from './document-record.ts';
import { wireId } from './json.ts';
import type { OpenAccount } from './open-account.ts';
import { type PartRange, partsOf, wireParts } from './parts.ts';
import { nothingSent, type Sent } from './problems.ts';
import { Records } from './records.ts';
import { placeOf, ticketOf, type UploadPlace } from './upload-ticket.ts';
import { Document } from './wire.ts';

export interface DocumentStanding {
  readonly record: TargetRecord;
  /** Where the bytes of the latest version go, while they are missing. */
  readonly place?: UploadPlace;
}

/** The requests of an upload to the API; the bytes themselves go elsewhere. */
export class DocumentStore {
  readonly #account: OpenAccount;
  readonly #uploads: Records<Document>;

  constructor(account: OpenAccount) {
    this.#account = account;
    this.#uploads = new Records(account.api, account.clock, {
      path: 'documents',
      fields: uploadFields,
      shape: Document,
      listing: {},
      toRecord: async (wire) => documentRecord(wire, account.host),
    });
  }

  /** A new document in the root of a matter, still without bytes. */
  async create(
    matter: TargetRef,
    name: string,
    facts: DocumentFacts,
    witness: string | undefined,
    sent: Sent,
  ): Promise<WriteOutcome> {
    const property = witness === undefined ? {} : { external_properties: [{ name: keyPropertyName, value: witness }] };
    const data = { name, parent: { id: wireId(matter), type: 'Matter' }, ...contentFacts(facts), ...property };
    return this.#accepted(await this.#post(data, sent));
  }

  /** A new version of a document, still without bytes. */
  async addVersion(ref: TargetRef, name: FieldValue, facts: DocumentFacts): Promise<WriteOutcome> {
    const data = { name: String(name ?? ref), parent: { id: wireId(ref), type: 'Document' }, ...contentFacts(facts) };
    return this.#accepted(await this.#post(data, nothingSent));
  }

  #post(data: unknown, sent: Sent): Promise<WriteAnswer> {
    return this.#account.api.write({ method: 'POST', path: 'documents', query: { fields: uploadFields }, data, sent });
  }

  /** The answer with the addresses as a ticket; an answer that holds none is completed by the first look. */
  async #accepted(answer: WriteAnswer): Promise<WriteOutcome> {
    const outcome = await this.#uploads.settle(answer);
    if (outcome.kind !== 'applied') return outcome;
    const { record } = outcome;
    if (!record.document)
      return { kind: 'unknown', lostAt: this.#now(), reason: 'The answer of Clio names no version.' };
    const wire = answer.kind === 'done' ? Document.safeParse(answer.data) : undefined;
    const version = wire?.success ? wire.data.latest_document_version : undefined;
    return { kind: 'accepted', record, ticket: version ? ticketOf(placeOf(version), this.#account.clock.now()) : {} };
  }

  #now(): string {
    return new Date(this.#account.clock.now()).toISOString();
  }

  async standing(ref: TargetRef): Promise<DocumentStanding | undefined> {
    const path = `documents/${encodeURIComponent(ref)}`;
    const wire = await this.#account.api.get(path, { fields: uploadFields }, Document);
    if (!wire) return undefined;
    const version = wire.latest_document_version;
    const missing = version && version.fully_uploaded !== true;
    return { record: documentRecord(wire, this.#account.host), ...(missing && { place: placeOf(version) }) };
  }

  /** Fresh addresses for some parts of an upload that is under way. */
  async partPlaces(ref: TargetRef, uuid: string, parts: readonly PartRange[]): Promise<WriteAnswer> {
    const data = { uuid, fully_uploaded: false, multiparts: wireParts(parts) };
    return this.#patch(ref, uploadFields, data);
  }

  async close(ref: TargetRef, uuid: string): Promise<{ readonly outcome: WriteOutcome; readonly type?: string }> {
    const answer = await this.#patch(ref, documentFields, { uuid, fully_uploaded: true });
    const outcome = await this.#uploads.settle(answer);
    return { outcome, ...(answer.kind === 'rejected' && answer.type !== undefined && { type: answer.type }) };
  }

  #patch(ref: TargetRef, fields: string, data: unknown): Promise<WriteAnswer> {
    return this.#account.api.write({
      method: 'PATCH',
      path: `documents/${encodeURIComponent(ref)}`,
      query: { fields },
      data,
    });
  }
}

function contentFacts(facts: DocumentFacts): Record<string, unknown> {
  const parts = partsOf(facts.size);
  return { content_type: contentTypeOf(facts), ...(parts.length > 0 && { multiparts: wireParts(parts) }) };
}
