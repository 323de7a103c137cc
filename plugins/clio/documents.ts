import type { DocumentFacts, Draft, Patch, TargetRecord } from '../../contracts/objects/target.ts';
import type { FieldPath, FieldValue, TargetRef } from '../../contracts/objects/values.ts';
import type { WriteOutcome } from '../../contracts/outcomes.ts';
import type { DocumentSyncer, TransferRequest } from '../../contracts/ports/document-syncer.ts';
import type { CreateOptions, LocateQuery } from '../../contracts/ports/object-syncer.ts';
import type { Session } from '../../contracts/session.ts';
import { ByteMover } from './byte-mover.ts';
import { withOverlap } from './calendar-dates.ts';
import { documentFields, documentRecord, keyPropertyName, prepareDocument } from './document-record.ts';
import { DocumentStore } from './document-store.ts';
import { deadlineOf } from './endpoints.ts';
import { justCreated, onlyOnce } from './keyed-records.ts';
import type { OpenAccount } from './open-account.ts';
import { judgeConvergence, Records } from './records.ts';
import { patchedDraft, sentOf, spokenDraft } from './sent.ts';
import { Upload } from './upload.ts';
import { Document, MatterFolder } from './wire.ts';

const words: Readonly<Record<FieldPath, readonly string[]>> = {
  name: ['name', 'filename'],
  matter: ['parent', 'matter'],
};
const stallsAfterDeadlines = 3;

/** Files of matters. Their key is an external property, so it can be searched for at once. */
export class Documents implements DocumentSyncer {
  readonly kind = 'document';
  readonly #account: OpenAccount;
  readonly #session: Session;
  readonly #store: DocumentStore;
  readonly #records: Records<Document>;

  constructor(account: OpenAccount, session: Session) {
    this.#account = account;
    this.#session = session;
    this.#store = new DocumentStore(account);
    this.#records = new Records(account.api, account.clock, {
      path: 'documents',
      fields: documentFields,
      shape: Document,
      // Half-uploaded and thrown-away documents are hidden otherwise, and would be made again.
      listing: { order: 'id(asc)', show_uncompleted: 'true', include_deleted: 'true' },
      alwaysListed: true,
      toRecord: async (wire) => documentRecord(wire, account.host),
    });
  }

  readonly prepare = prepareDocument;

  async locate(query: LocateQuery): Promise<readonly TargetRecord[]> {
    if (query.by === 'witness') return this.#byWitness(query);
    if (query.by === 'likeness') return [];
    if (query.by === 'owner') return this.#inRootOf(query.owner);
    const recent = await this.#createdSince(query.draft, query.notBefore);
    const spoken = spokenDraft(query.draft);
    return justCreated(recent, query, (record) => this.differences(spoken, record).length === 0);
  }

  async #byWitness(query: Extract<LocateQuery, { readonly by: 'witness' }>): Promise<readonly TargetRecord[]> {
    const { witness, excluding } = query;
    const filter = { external_property_name: keyPropertyName, external_property_value: witness };
    const filtered = await this.#records.listWhile(filter, (page) =>
      page.some((record) => record.witness?.includes(witness)),
    );
    const recent = query.thorough ? await this.#createdSince(query.draft, query.notBefore) : [];
    return onlyOnce(
      [...filtered, ...recent].filter((record) => record.witness === witness && !excluding.has(record.ref)),
    );
  }

  async #createdSince({ fields }: Draft, notBefore: string): Promise<TargetRecord[]> {
    const place = typeof fields.matter === 'string' ? { matter_id: fields.matter } : {};
    return this.#records.list({ ...place, created_since: withOverlap(notBefore) });
  }

  /** The list may reach into the matter's folders; those files were filed by a person. */
  async #inRootOf(matter: TargetRef): Promise<readonly TargetRecord[]> {
    const { api } = this.#account;
    const path = `matters/${encodeURIComponent(matter)}`;
    const root = (await api.get(path, { fields: 'id,folder{id}' }, MatterFolder))?.folder?.id;
    const filter = root === undefined ? { matter_id: matter } : { matter_id: matter, parent_id: root };
    const records = await this.#records.list(filter);
    return records.filter(({ fields, trashed }) => fields.matter === matter && !trashed);
  }

  read(refs: readonly TargetRef[]) {
    return this.#records.read(refs);
  }

  async create(
    draft: Draft,
    { witness, content }: CreateOptions & { readonly content: DocumentFacts },
  ): Promise<WriteOutcome> {
    const { matter, name } = draft.fields;
    return this.#store.create(String(matter), String(name), content, witness, sentOf(draft, words));
  }

  /** Under the name it has there: a person may have renamed it, and a version is no reason to undo that. */
  async addVersion(read: TargetRecord, draft: Draft, content: DocumentFacts): Promise<WriteOutcome> {
    const outcome = await this.#store.addVersion(read.ref, read.fields.name ?? draft.fields.name ?? null, content);
    if (outcome.kind !== 'accepted' || outcome.record.ref === read.ref) return outcome;
    const standing = await this.#store.standing(read.ref);
    if (standing?.record.document?.version !== outcome.record.document?.version || !standing) {
      return {
        kind: 'cannot-converge',
        record: outcome.record,
        reason: 'Clio filed the new version elsewhere.',
        fields: ['content'],
      };
    }
    return { ...outcome, record: standing.record };
  }

  async transfer(request: TransferRequest): Promise<WriteOutcome> {
    const stallMs = deadlineOf(this.#session) * stallsAfterDeadlines;
    const mover = new ByteMover(this.#session, this.#store, stallMs);
    return new Upload(this.#store, mover, this.#account.clock, request).run();
  }

  async update(read: TargetRecord, patch: Patch): Promise<WriteOutcome> {
    const data = changedDocument(patch);
    if (Object.keys(data).length === 0) return { kind: 'unchanged', record: read };
    const draft = patchedDraft(patch);
    const path = `documents/${encodeURIComponent(read.ref)}`;
    const sent = sentOf(draft, words);
    const outcome = await this.#records.write({ method: 'PATCH', path, data, sent, ifMatch: read.revision });
    return judgeConvergence(outcome, (record) => this.differences(draft, record));
  }

  differences(desired: Draft, actual: TargetRecord): readonly FieldPath[] {
    const hidden = new Set(actual.unreadable ?? []);
    const fields = Object.entries(desired.fields).filter(([path]) => !hidden.has(path));
    return fields.filter(([path, value]) => nameOf(value) !== nameOf(actual.fields[path])).map(([path]) => path);
  }
}

function changedDocument({ fields, witness }: Patch): Record<string, unknown> {
  return {
    ...(typeof fields.name === 'string' && { name: fields.name }),
    ...(witness !== undefined && { external_properties: [{ name: keyPropertyName, value: witness }] }),
  };
}

function nameOf(value: FieldValue | undefined): FieldValue {
  return typeof value === 'string' ? value.normalize('NFC').trim() : (value ?? null);
}
