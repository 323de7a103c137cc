import type { FieldLevel, FieldPath } from '../../contracts/objects/values.ts';
import type { ClioEmulator, LogEntry } from '../../plugins/clio/emulator/index.ts';
import type { FieldType, ValueRow } from '../../plugins/clio/emulator/rows.ts';

export type { FieldType } from '../../plugins/clio/emulator/rows.ts';

/** A custom field as the firm has it in Clio. */
export interface ClioField {
  readonly id: number;
  readonly path: FieldPath;
  readonly level: FieldLevel;
  readonly type: FieldType;
  readonly name: string;
  /** The ids of the choices by their labels. */
  readonly options: Readonly<Record<string, number>>;
}

interface Definition {
  readonly options?: readonly string[];
  readonly required?: boolean;
  readonly displayed?: boolean;
}

export type RawValue = ValueRow['value'];

/** What one PATCH said of custom values, and the rest of its body. */
export interface SentUpdate {
  readonly path: string;
  /** By target field; the operation as it was sent. */
  readonly custom: Readonly<Record<FieldPath, Readonly<Record<string, unknown>>>>;
  readonly standard: readonly string[];
}

/** A place in the emulator's log, with the fields to which the rows of that moment belonged. */
export interface Mark {
  readonly at: number;
  readonly pathOfRow: ReadonlyMap<string, FieldPath>;
}

interface Answer {
  readonly status: number;
  readonly data?: unknown;
}

/** The firm's custom fields in Clio: defined over its API, looked at from the inside. */
export class ClioFields {
  constructor(private readonly emulator: ClioEmulator) {}

  async define(level: FieldLevel, type: FieldType, name: string, more: Definition = {}): Promise<ClioField> {
    const { options = [], required = false, displayed = true } = more;
    const answer = await this.call('POST', 'custom_fields.json?fields=id,picklist_options{id,option}', {
      name,
      field_type: type,
      parent_type: level === 'contact' ? 'Contact' : 'Matter',
      required,
      displayed,
      ...(type === 'picklist' && { picklist_options: options.map((option) => ({ option })) }),
    });
    const data = answer.data as { id: number; picklist_options?: { id: number; option: string }[] } | undefined;
    if (!data) throw new Error(`Clio did not define ${name}: ${JSON.stringify(answer)}`);
    const made = (data.picklist_options ?? []).map(({ id, option }) => [option, id]);
    return { id: data.id, path: `custom:${data.id}`, level, type, name, options: Object.fromEntries(made) };
  }

  change(field: ClioField, data: object): Promise<Answer> {
    return this.call('PATCH', `custom_fields/${field.id}.json`, data);
  }

  remove(field: ClioField): Promise<Answer> {
    return this.call('DELETE', `custom_fields/${field.id}.json`);
  }

  async call(method: string, path: string, data?: object): Promise<Answer> {
    const { access_token: token } = this.emulator.issueToken();
    const response = await fetch(`${this.emulator.apiBase}/${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(data && { body: JSON.stringify({ data }) }),
    });
    const text = await response.text();
    return { status: response.status, ...(text !== '' && (JSON.parse(text) as object)) };
  }

  /** The rows that a record has of a field, as Clio keeps them. */
  rows(field: ClioField, ref: string | undefined): readonly ValueRow[] {
    return this.record(field.level, ref).values.filter(({ fieldId }) => fieldId === field.id);
  }

  /** The value of a record's one row; `null` without a row. */
  value(field: ClioField, ref: string | undefined): RawValue {
    const rows = this.rows(field, ref);
    if (rows.length > 1) throw new Error(`The ${field.level} ${ref} has ${rows.length} values of ${field.name}.`);
    return rows[0]?.value ?? null;
  }

  /** All values of a record by target field. */
  values(level: FieldLevel, ref: string | undefined): Map<FieldPath, RawValue> {
    const { values } = this.record(level, ref);
    return new Map(values.map(({ fieldId, value }) => [`custom:${fieldId}`, value]));
  }

  mark(): Mark {
    const { customFields, contacts, matters } = this.emulator.holdings();
    const rows = [...contacts, ...matters].flatMap(({ values }) => values);
    const typeOf = new Map(customFields.map(({ id, field_type: type }) => [id, type]));
    const named = rows.map((row) => [`${typeOf.get(row.fieldId)}-${row.id}`, `custom:${row.fieldId}`] as const);
    return { at: this.emulator.log.length, pathOfRow: new Map(named) };
  }

  /** Every write of a record since; definitions do not count. */
  writesSince({ at }: Mark): LogEntry[] {
    return this.since(at).filter(({ method, path }) => method !== 'GET' && !isSetUp(path));
  }

  /** Every look at definitions, practice areas and users since. */
  setUpReadsSince({ at }: Mark): LogEntry[] {
    return this.since(at).filter(({ method, path }) => method === 'GET' && isSetUp(path));
  }

  updatesSince(mark: Mark): SentUpdate[] {
    const patches = this.writesSince(mark).filter(({ method }) => method === 'PATCH');
    return patches.map(({ path, body }) => {
      const { custom_field_values: custom = [], ...standard } = (body as { data: SentData }).data;
      const named = custom.map((operation) => [pathOf(operation, mark), operation] as const);
      return { path, custom: Object.fromEntries(named), standard: Object.keys(standard) };
    });
  }

  private since(at: number): LogEntry[] {
    return this.emulator.log.slice(at).filter(({ host }) => host === 'api');
  }

  private record(level: FieldLevel, ref: string | undefined) {
    const { contacts, matters } = this.emulator.holdings();
    const found = [...(level === 'contact' ? contacts : matters)].find(({ id }) => String(id) === ref);
    if (!found) throw new Error(`Clio has no ${level} ${ref}.`);
    return found;
  }
}

interface Operation {
  readonly id?: string;
  readonly custom_field?: { readonly id: number };
  readonly value?: unknown;
  readonly [key: string]: unknown;
}

interface SentData {
  readonly custom_field_values?: readonly Operation[];
  readonly [key: string]: unknown;
}

/** The custom values that a body sets, by target field, as they were sent; rows are known by `mark`. */
export function customValuesIn(body: unknown, mark: Mark): Record<FieldPath, unknown> {
  const { custom_field_values: custom = [] } = (body as { data: SentData }).data;
  return Object.fromEntries(custom.map((operation) => [pathOf(operation, mark), operation.value ?? null]));
}

function pathOf({ id, custom_field: definition }: Operation, { pathOfRow }: Mark): FieldPath {
  if (definition) return `custom:${definition.id}`;
  return pathOfRow.get(id ?? '') ?? `unknown row ${id}`;
}

function isSetUp(path: string): boolean {
  return /\/(?:custom_fields|practice_areas|users)\b/.test(path);
}
