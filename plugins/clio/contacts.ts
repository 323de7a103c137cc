import type { Draft, Patch, TargetRecord } from '../../contracts/objects/target.ts';
import type { FieldPath } from '../../contracts/objects/values.ts';
import type { WriteOutcome } from '../../contracts/outcomes.ts';
import type { CreateOptions, LocateQuery, ObjectSyncer } from '../../contracts/ports/object-syncer.ts';
import { withOverlap } from './calendar-dates.ts';
import { changedContact, contactWords, newContact, prepareContact } from './contact-draft.ts';
import { findAlike } from './contact-likeness.ts';
import { contactFields, contactRecord } from './contact-record.ts';
import { recordDifferences } from './differences.ts';
import { keyEntry } from './key-fields.ts';
import { justCreated, keyedRecords } from './keyed-records.ts';
import type { OpenAccount } from './open-account.ts';
import { judgeConvergence, Records } from './records.ts';
import { patchedDraft, sentOf, spokenDraft } from './sent.ts';
import { Contact } from './wire.ts';

/** What tells a contact from others when it carries no key. */
const identity: ReadonlySet<FieldPath> = new Set([
  'type',
  'first_name',
  'middle_name',
  'last_name',
  'name',
  'date_of_birth',
  'email_addresses',
  'phone_numbers',
]);

/** Persons and companies. */
export class Contacts implements ObjectSyncer {
  readonly kind = 'contact';
  readonly #account: OpenAccount;
  readonly #records: Records<Contact>;

  constructor(account: OpenAccount) {
    this.#account = account;
    this.#records = new Records(account.api, account.clock, {
      path: 'contacts',
      fields: contactFields,
      shape: Contact,
      listing: { order: 'id(asc)' },
      toRecord: (wire) => contactRecord(wire, account.definitions, account.keyFields.contact, account.host),
    });
  }

  readonly prepare = prepareContact;

  async locate(query: LocateQuery): Promise<readonly TargetRecord[]> {
    if (query.by === 'witness') return keyedRecords(this.#records, this.#account.keyFields.contact, query, {});
    if (query.by === 'likeness') return findAlike(this.#records, query.draft);
    if (query.by === 'owner') return [];
    const recent = await this.#records.list({ created_since: withOverlap(query.notBefore) });
    const spoken = spokenDraft(query.draft);
    return justCreated(recent, query, (record) => !this.differences(spoken, record).some((path) => identity.has(path)));
  }

  read(refs: readonly string[]) {
    return this.#records.read(refs);
  }

  async create(draft: Draft, { witness }: CreateOptions): Promise<WriteOutcome> {
    const data = newContact(draft, keyEntry(this.#account.keyFields.contact, witness));
    const sent = sentOf(draft, contactWords, this.#account.definitions);
    const outcome = await this.#records.write({ method: 'POST', path: 'contacts', data, sent });
    return judgeConvergence(outcome, (record) => this.differences(spokenDraft(draft), record));
  }

  async update(read: TargetRecord, patch: Patch): Promise<WriteOutcome> {
    if (patch.fields.company === null) {
      const message = 'Clio cannot take a person away from a company; choose another company or clear it there.';
      return { kind: 'rejected', reason: { code: 'invalid', message, fields: ['company'] } };
    }
    const data = changedContact(read, patch, keyEntry(this.#account.keyFields.contact, patch.witness));
    if (Object.keys(data).length === 0) return { kind: 'unchanged', record: read };
    const draft = patchedDraft(patch);
    const sent = sentOf(draft, contactWords, this.#account.definitions);
    const path = `contacts/${encodeURIComponent(read.ref)}`;
    const outcome = await this.#records.write({ method: 'PATCH', path, data, sent, ifMatch: read.revision });
    return judgeConvergence(outcome, (record) => this.differences(draft, record));
  }

  differences(desired: Draft, actual: TargetRecord): readonly FieldPath[] {
    return recordDifferences(desired, actual, this.#account.definitions);
  }
}
