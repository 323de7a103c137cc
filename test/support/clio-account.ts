import type { ClioEmulator } from '../../plugins/clio/emulator/index.ts';

interface ClioAnswer {
  readonly status: number;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What a person defines in the emulated Clio: custom fields, their choices, practice areas. */
export class ClioAccount {
  private readonly token: string;

  constructor(private readonly emulator: ClioEmulator) {
    this.token = emulator.issueToken().access_token;
  }

  /** The path of a new custom field as the mappings name it; `options` for a picklist, answered by label. */
  async addField(
    parentType: 'Contact' | 'Matter',
    fieldType: string,
    name: string,
    options: readonly string[] = [],
  ): Promise<{ readonly id: string; readonly path: string; readonly options: Readonly<Record<string, string>> }> {
    const body = {
      name,
      field_type: fieldType,
      parent_type: parentType,
      ...(options.length > 0 && { picklist_options: options.map((option) => ({ option })) }),
    };
    const { data } = await this.send('POST', 'custom_fields.json?fields=id,picklist_options{id,option}', body);
    const made = (data['picklist_options'] ?? []) as { readonly id: number; readonly option: string }[];
    return {
      id: String(data['id']),
      path: `custom:${String(data['id'])}`,
      options: Object.fromEntries(made.map(({ id, option }) => [option, String(id)])),
    };
  }

  async send(method: string, path: string, data?: unknown): Promise<ClioAnswer> {
    const response = await fetch(`${this.emulator.origin}/api/v4/${path}`, {
      method,
      headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' },
      ...(data === undefined ? {} : { body: JSON.stringify({ data }) }),
    });
    const text = await response.text();
    const answer: { data?: Record<string, unknown> } = text === '' ? {} : JSON.parse(text);
    return { status: response.status, data: answer.data ?? {} };
  }
}
