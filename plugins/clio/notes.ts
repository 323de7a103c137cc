import { SyncFailure } from '../../contracts/failures.ts';
import type { Draft, Patch, TargetRecord } from '../../contracts/objects/target.ts';
import type { FieldPath, TargetRef } from '../../contracts/objects/values.ts';
import type { WriteOutcome } from '../../contracts/outcomes.ts';
import type { LocateQuery, ObjectSyncer } from '../../contracts/ports/object-syncer.ts';
import type { Query } from './api.ts';
import { dayOf, withOverlap } from './calendar-dates.ts';
import { justCreated } from './keyed-records.ts';
import { changedNote, newNote, noteDifferences, noteWords, prepareNote } from './note-draft.ts';
import type { OpenAccount } from './open-account.ts';
import { answered, answeredFields, commonFacts } from './record-facts.ts';
import { judgeConvergence, Records } from './records.ts';
import { canonicalHtml } from './rich-text.ts';
import { patchedDraft, sentOf, spokenDraft } from './sent.ts';
import { blockOf, textOrNull } from './text-forms.ts';
import { Note } from './wire.ts';

const noteFields = 'id,etag,subject,detail,detail_text_type,date,created_at,matter{id}';

/** Notes of matters. They have no place for a key: a note is known by its matter, its texts and its day. */
export class Notes implements ObjectSyncer {
  readonly kind = 'note';
  readonly #account: OpenAccount;
  /** The list wants to be told the type, and accounts differ in how it is written. */
  #type = 'matter';

  constructor(account: OpenAccount) {
    this.#account = account;
  }

  get #records(): Records<Note> {
    const { api, clock, host } = this.#account;
    return new Records(api, clock, {
      path: 'notes',
      fields: noteFields,
      shape: Note,
      listing: { type: this.#type, order: 'id(asc)' },
      toRecord: async (wire) => noteRecord(wire, host),
    });
  }

  readonly prepare = prepareNote;

  async locate(query: LocateQuery): Promise<readonly TargetRecord[]> {
    if (query.by === 'likeness') return [];
    if (query.by === 'owner') return this.#ofMatter(query.owner, {});
    const { matter } = query.draft.fields;
    if (typeof matter !== 'string') return [];
    const recent = await this.#ofMatter(matter, { created_since: withOverlap(query.notBefore) });
    const spoken = spokenDraft(query.draft);
    return justCreated(recent, query, (record) => this.differences(spoken, record).length === 0);
  }

  async #ofMatter(matter: TargetRef, more: Query): Promise<TargetRecord[]> {
    const records = await this.#typed((notes) => notes.list({ matter_id: matter, ...more }));
    return records.filter(({ fields }) => fields.matter === matter);
  }

  read(refs: readonly TargetRef[]) {
    return this.#typed((notes) => notes.read(refs));
  }

  /** Lower case first; an account that refuses it is asked in the other way, from then on. */
  async #typed<T>(ask: (notes: Records<Note>) => Promise<T>): Promise<T> {
    const type = this.#type;
    try {
      return await ask(this.#records);
    } catch (error) {
      if (!(error instanceof SyncFailure) || error.kind !== 'refused') throw error;
      this.#type = type === 'matter' ? 'Matter' : 'matter';
      return ask(this.#records);
    }
  }

  async create(draft: Draft): Promise<WriteOutcome> {
    const outcome = await this.#records.write({
      method: 'POST',
      path: 'notes',
      data: newNote(draft),
      sent: sentOf(draft, noteWords),
    });
    return judgeConvergence(outcome, (record) => this.differences(spokenDraft(draft), record));
  }

  async update(read: TargetRecord, patch: Patch): Promise<WriteOutcome> {
    const data = changedNote(read, patch);
    if (Object.keys(data).length === 0) return { kind: 'unchanged', record: read };
    const draft = patchedDraft(patch);
    const path = `notes/${encodeURIComponent(read.ref)}`;
    const sent = sentOf(draft, noteWords);
    const outcome = await this.#records.write({ method: 'PATCH', path, data, sent, ifMatch: read.revision });
    return judgeConvergence(outcome, (record) => this.differences(draft, record));
  }

  readonly differences = noteDifferences;
}

function noteRecord(wire: Note, host: string): TargetRecord {
  const rich = wire.detail_text_type === 'rich_text';
  const { fields, unreadable } = answeredFields({
    matter: answered(wire.matter, ({ id }) => id),
    subject: answered(wire.subject, textOrNull),
    body: answered(wire.detail, rich ? canonicalHtml : blockOf),
    format: wire.detail_text_type ? (rich ? 'html' : 'text') : undefined,
    date: answered(wire.date, dayOf),
  } satisfies Record<FieldPath, unknown>);
  return {
    ...commonFacts(wire),
    fields,
    rows: {},
    ...(unreadable.length > 0 && { unreadable }),
    ...(wire.matter && { url: `${host}/nc/#/matters/${wire.matter.id}/notes` }),
    summary: [wire.subject || 'Note without a subject', wire.date].filter(Boolean).join(', '),
  };
}
