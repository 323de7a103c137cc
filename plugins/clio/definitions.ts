import { SyncFailure } from '../../contracts/failures.ts';
import type { FieldLevel } from '../../contracts/objects/values.ts';
import type { ClioApi } from './api.ts';
import { CustomField } from './wire.ts';

const fields = 'id,name,field_type,parent_type,deleted,required,picklist_options{id,option,deleted_at}';

/**
 * The custom fields that the firm defined. They are asked for only where a record does not say itself which field a
 * value belongs to, and for the catalogue; types are also learnt from the records that pass by.
 */
export class Definitions {
  readonly #api: ClioApi;
  readonly #types = new Map<string, string>();
  readonly #names = new Map<string, string>();
  readonly #listed = new Map<FieldLevel, Promise<readonly CustomField[]>>();

  constructor(api: ClioApi) {
    this.#api = api;
  }

  /** All fields of a level that are not deleted, asked for anew. */
  list(level: FieldLevel): Promise<readonly CustomField[]> {
    const listed = this.#ask(level);
    this.#listed.set(level, listed);
    // A failed list must not be remembered; whoever waits for it sees the failure.
    listed.catch(() => this.#listed.delete(level));
    return listed;
  }

  /** The same, from memory where it was asked for before; empty where this user may not see definitions. */
  async known(level: FieldLevel): Promise<readonly CustomField[]> {
    try {
      return await (this.#listed.get(level) ?? this.list(level));
    } catch (error) {
      if (!(error instanceof SyncFailure) || error.kind !== 'forbidden') throw error;
      this.#listed.set(level, Promise.resolve([]));
      return [];
    }
  }

  learn(id: string, type: string | null | undefined, name: string | null | undefined): void {
    if (type) this.#types.set(id, type);
    if (name) this.#names.set(id, name);
  }

  /** The vendor's type of a field, such as `text_line`, as far as it is known. */
  typeOf(id: string): string | undefined {
    return this.#types.get(id);
  }

  nameOf(id: string): string | undefined {
    return this.#names.get(id);
  }

  async #ask(level: FieldLevel): Promise<readonly CustomField[]> {
    const query = { parent_type: level, fields, order: 'id(asc)' };
    const all = await this.#api.list('custom_fields', query, CustomField, 'setup');
    const own = all.filter((field) => field.deleted !== true && (field.parent_type ?? level).toLowerCase() === level);
    for (const field of own) this.learn(field.id, field.field_type, field.name);
    return own;
  }
}
