import type { Draft, Patch, TargetRecord } from '../../contracts/objects/target.ts';
import type { FieldPath, TargetRef } from '../../contracts/objects/values.ts';
import type { WriteOutcome } from '../../contracts/outcomes.ts';
import type { CreateOptions, LocateQuery, ObjectSyncer } from '../../contracts/ports/object-syncer.ts';
import { withOverlap } from './calendar-dates.ts';
import { recordDifferences } from './differences.ts';
import { keyEntry } from './key-fields.ts';
import { justCreated, keyedRecords } from './keyed-records.ts';
import { changedMatter, lastingFieldsCleared, matterWords, newMatter, prepareMatter } from './matter-draft.ts';
import { matterFields, matterRecord } from './matter-record.ts';
import type { OpenAccount } from './open-account.ts';
import { judgeConvergence, Records } from './records.ts';
import { patchedDraft, sentOf, spokenDraft } from './sent.ts';
import { Matter } from './wire.ts';

/** What tells a matter from others of the same client when it carries no key. */
const identity: ReadonlySet<FieldPath> = new Set(['client', 'description', 'client_reference']);

export class Matters implements ObjectSyncer {
  readonly kind = 'matter';
  readonly #account: OpenAccount;
  readonly #records: Records<Matter>;

  constructor(account: OpenAccount) {
    this.#account = account;
    this.#records = new Records(account.api, account.clock, {
      path: 'matters',
      fields: matterFields,
      shape: Matter,
      listing: { order: 'id(asc)' },
      toRecord: (wire) => matterRecord(wire, account.definitions, account.keyFields.matter, account.host),
    });
  }

  readonly prepare = prepareMatter;

  async locate(query: LocateQuery): Promise<readonly TargetRecord[]> {
    if (query.by === 'likeness') return [];
    if (query.by === 'owner') return this.#ofClient(query.owner);
    const ofClient = clientFilter(query.draft);
    if (query.by === 'witness') return keyedRecords(this.#records, this.#account.keyFields.matter, query, ofClient);
    const recent = await this.#records.list({ ...ofClient, created_since: withOverlap(query.notBefore) });
    const spoken = spokenDraft(query.draft);
    return justCreated(recent, query, (record) => !this.differences(spoken, record).some((path) => identity.has(path)));
  }

  async #ofClient(client: TargetRef): Promise<readonly TargetRecord[]> {
    const records = await this.#records.list({ client_id: client });
    return records.filter(({ fields }) => fields.client === client);
  }

  read(refs: readonly TargetRef[]) {
    return this.#records.read(refs);
  }

  async create(draft: Draft, { witness }: CreateOptions): Promise<WriteOutcome> {
    const data = newMatter(draft, keyEntry(this.#account.keyFields.matter, witness));
    const sent = sentOf(draft, matterWords, this.#account.definitions);
    const outcome = await this.#records.write({ method: 'POST', path: 'matters', data, sent });
    return judgeConvergence(outcome, (record) => this.differences(spokenDraft(draft), record));
  }

  async update(read: TargetRecord, patch: Patch): Promise<WriteOutcome> {
    const cleared = lastingFieldsCleared(patch);
    if (cleared.length > 0) {
      const message = 'Clio lets nobody take this away from a matter; only another one can be chosen.';
      return { kind: 'rejected', reason: { code: 'invalid', message, fields: cleared } };
    }
    const data = changedMatter(read, patch, keyEntry(this.#account.keyFields.matter, patch.witness));
    if (Object.keys(data).length === 0) return { kind: 'unchanged', record: read };
    const draft = patchedDraft(patch);
    const sent = sentOf(draft, matterWords, this.#account.definitions);
    const path = `matters/${encodeURIComponent(read.ref)}`;
    const outcome = await this.#records.write({ method: 'PATCH', path, data, sent, ifMatch: read.revision });
    return judgeConvergence(outcome, (record) => this.differences(draft, record));
  }

  differences(desired: Draft, actual: TargetRecord): readonly FieldPath[] {
    return recordDifferences(desired, actual, this.#account.definitions);
  }
}

function clientFilter(draft: Draft): { readonly client_id?: string } {
  const { client } = draft.fields;
  return typeof client === 'string' ? { client_id: client } : {};
}
