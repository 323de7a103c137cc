import type { Draft, Patch, TargetRecord } from '../../contracts/objects/target.ts';
import type { FieldPath, TargetRef } from '../../contracts/objects/values.ts';
import type { WriteOutcome } from '../../contracts/outcomes.ts';
import type { LocateQuery, ObjectSyncer, Prepared } from '../../contracts/ports/object-syncer.ts';
import { wireId } from './json.ts';
import { justCreated } from './keyed-records.ts';
import type { OpenAccount } from './open-account.ts';
import { prepareFields } from './prepare-fields.ts';
import { answered, answeredFields, commonFacts } from './record-facts.ts';
import { judgeConvergence, Records } from './records.ts';
import { patchedDraft, sentOf, spokenDraft } from './sent.ts';
import { sameLine, textOrNull } from './text-forms.ts';
import { Relationship } from './wire.ts';

const relationshipFields = 'id,etag,description,created_at,matter{id},contact{id,name}';

const forms = { matter: 'reference', contact: 'reference', label: 'line' } as const;

const words: Readonly<Record<FieldPath, readonly string[]>> = {
  matter: ['matter'],
  contact: ['contact'],
  label: ['description', 'relationship'],
};

/** Labelled ties of contacts to matters; known by the three together. */
export class Relationships implements ObjectSyncer {
  readonly kind = 'relationship';
  readonly #records: Records<Relationship>;

  constructor({ api, clock, host }: OpenAccount) {
    this.#records = new Records(api, clock, {
      path: 'relationships',
      fields: relationshipFields,
      shape: Relationship,
      // This list takes no order.
      listing: {},
      toRecord: async (wire) => relationshipRecord(wire, host),
    });
  }

  prepare(draft: Draft): Prepared {
    const { fields, notices } = prepareFields(draft.fields, forms);
    return { draft: { fields, rows: {} }, notices };
  }

  async locate(query: LocateQuery): Promise<readonly TargetRecord[]> {
    if (query.by === 'likeness') return [];
    if (query.by === 'owner') {
      const { owner } = query;
      return (await this.#records.list({ matter_id: owner })).filter(({ fields }) => fields.matter === owner);
    }
    const { matter, contact } = query.draft.fields;
    if (typeof matter !== 'string' || typeof contact !== 'string') return [];
    const pair = await this.#records.list({ matter_id: matter, contact_id: contact });
    const spoken = spokenDraft(query.draft);
    return justCreated(pair, query, (record) => this.differences(spoken, record).length === 0);
  }

  read(refs: readonly TargetRef[]) {
    return this.#records.read(refs);
  }

  async create(draft: Draft): Promise<WriteOutcome> {
    const sent = sentOf(draft, words);
    const outcome = await this.#records.write({
      method: 'POST',
      path: 'relationships',
      data: relationshipBody(draft.fields),
      sent,
    });
    return judgeConvergence(outcome, (record) => this.differences(spokenDraft(draft), record));
  }

  async update(read: TargetRecord, patch: Patch): Promise<WriteOutcome> {
    const data = relationshipBody(patch.fields);
    if (Object.keys(data).length === 0) return { kind: 'unchanged', record: read };
    const path = `relationships/${encodeURIComponent(read.ref)}`;
    const draft = patchedDraft(patch);
    const outcome = await this.#records.write({
      method: 'PATCH',
      path,
      data,
      sent: sentOf(draft, words),
      ifMatch: read.revision,
    });
    return judgeConvergence(outcome, (record) => this.differences(draft, record));
  }

  differences(desired: Draft, actual: TargetRecord): readonly FieldPath[] {
    const hidden = new Set(actual.unreadable ?? []);
    const fields = Object.entries(desired.fields).filter(([path]) => !hidden.has(path));
    return fields.filter(([path, value]) => !sameLine(value, actual.fields[path])).map(([path]) => path);
  }
}

function relationshipBody({ matter, contact, label }: Draft['fields']): Record<string, unknown> {
  return {
    ...(typeof matter === 'string' && { matter: { id: wireId(matter) } }),
    ...(typeof contact === 'string' && { contact: { id: wireId(contact) } }),
    ...(label !== undefined && { description: label ?? '' }),
  };
}

function relationshipRecord(wire: Relationship, host: string): TargetRecord {
  const { fields, unreadable } = answeredFields({
    matter: answered(wire.matter, ({ id }) => id),
    contact: answered(wire.contact, ({ id }) => id),
    label: answered(wire.description, textOrNull),
  });
  return {
    ...commonFacts(wire),
    fields,
    rows: {},
    ...(unreadable.length > 0 && { unreadable }),
    ...(wire.matter && { url: `${host}/nc/#/matters/${wire.matter.id}` }),
    summary: [wire.contact?.name, wire.description].filter(Boolean).join(', ') || `Relationship ${wire.id}`,
  };
}
