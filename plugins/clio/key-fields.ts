import { SyncFailure } from '../../contracts/failures.ts';
import type { FieldLevel, FieldPath } from '../../contracts/objects/values.ts';
import type { SetUpState } from '../../contracts/ports/case-management-target.ts';
import type { Clock } from '../../contracts/session.ts';
import type { ClioApi } from './api.ts';
import { customPath, type CustomPart, isUnreadable } from './custom-values.ts';
import type { Definitions } from './definitions.ts';
import { compareRefs } from './json.ts';
import { CustomField } from './wire.ts';

/** The field that carries our key, on contacts and on matters. Older accounts take 32 characters at most. */
export const keyFieldName = 'Casebridge ID';
const keyFieldType = 'text_line';

/** What set-up left in the account: the ids of the key fields; none where the firm did not want them. */
export interface KeyFields {
  readonly contact?: string;
  readonly matter?: string;
}

export function keyFieldsOf(state: SetUpState | undefined): KeyFields {
  const { contactFieldId: contact, matterFieldId: matter } = state ?? {};
  return { ...(typeof contact === 'string' && { contact }), ...(typeof matter === 'string' && { matter }) };
}

/** Finds our two fields in the account, or makes them. */
export class KeyFieldSetUp {
  readonly #api: ClioApi;
  readonly #definitions: Definitions;
  readonly #clock: Clock;
  readonly #settleMs: number;

  constructor(api: ClioApi, definitions: Definitions, clock: Clock, settleMs: number) {
    this.#api = api;
    this.#definitions = definitions;
    this.#clock = clock;
    this.#settleMs = settleMs;
  }

  async run(before: KeyFields): Promise<SetUpState> {
    const contactFieldId = await this.#ensure('contact', before.contact);
    const matterFieldId = await this.#ensure('matter', before.matter);
    return { contactFieldId, matterFieldId };
  }

  async #ensure(level: FieldLevel, before: string | undefined): Promise<string> {
    const found = await this.#find(level, before);
    if (found !== undefined) return found;
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const made = (await this.#create(level)) ?? (await this.#findAfterLoss(level));
      if (made !== undefined) return made;
    }
    throw new SyncFailure('unreachable', 'Clio did not answer while the key field was being made.');
  }

  /** Ours by id, which survives a new name, else by name; the oldest where there are several. */
  async #find(level: FieldLevel, before: string | undefined): Promise<string | undefined> {
    const fields = (await this.#definitions.list(level)).filter(({ field_type: type }) => type === keyFieldType);
    if (before !== undefined && fields.some(({ id }) => id === before)) return before;
    const ours = fields.filter(({ name }) => name?.trim() === keyFieldName).map(({ id }) => id);
    return ours.toSorted(compareRefs)[0];
  }

  async #create(level: FieldLevel): Promise<string | undefined> {
    const data = {
      name: keyFieldName,
      field_type: keyFieldType,
      parent_type: level === 'contact' ? 'Contact' : 'Matter',
      // Seen only on records that have a value: the key means nothing to the people of the firm.
      displayed: false,
      required: false,
    };
    const query = { fields: 'id,name,field_type,parent_type' };
    const answer = await this.#api.write({ method: 'POST', path: 'custom_fields', query, data, purpose: 'setup' });
    if (answer.kind === 'rejected') {
      const kind = answer.reason.code === 'forbidden' ? 'forbidden' : 'refused';
      throw new SyncFailure(kind, `The key field could not be made in Clio. ${answer.reason.message}`);
    }
    const made = answer.kind === 'done' ? CustomField.safeParse(answer.data) : undefined;
    return made?.success ? made.data.id : undefined;
  }

  /** A field whose create lost its answer may show up late; a second one would be there for good. */
  async #findAfterLoss(level: FieldLevel): Promise<string | undefined> {
    for (const wait of [0, this.#settleMs / 6, this.#settleMs]) {
      if (wait > 0) await this.#clock.sleep(wait);
      const found = await this.#find(level, undefined);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

/** Custom values with our key taken out of the fields: it is no field of the record. Its row stays, for updates. */
export interface KeyedPart extends CustomPart {
  readonly witness?: string;
  readonly witnessUnreadable?: true;
}

export function takeWitness(part: CustomPart, keyFieldId: string | undefined): KeyedPart {
  if (keyFieldId === undefined) return part;
  const path = customPath(keyFieldId);
  const { [path]: value, ...fields } = part.fields;
  const unreadable = part.unreadable.filter((hidden) => hidden !== path);
  const isHidden = value === undefined && isUnreadable(part, path);
  return {
    fields,
    rows: part.rows,
    unreadable,
    ...(typeof value === 'string' && value !== '' && { witness: value }),
    ...(isHidden && { witnessUnreadable: true }),
  };
}

/** The key as a field to be written, or nothing where the account has no key field. */
export function keyEntry(
  keyFieldId: string | undefined,
  witness: string | undefined,
): readonly [FieldPath, string] | undefined {
  return keyFieldId === undefined || witness === undefined ? undefined : [customPath(keyFieldId), witness];
}
