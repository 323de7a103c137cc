import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ClioEmulator } from './emulator/index.ts';

// The vendor's own description of its API is not part of this project. Where a copy lies beside it, every request is
// held against it: Clio swallows unknown keys and parameters in silence, so a mistyped one is never noticed otherwise.
const beside = '../../../shared/reference/clio-openapi-subset.json';
const specFile = process.env.CASEBRIDGE_CLIO_SPEC ?? fileURLToPath(new URL(beside, import.meta.url));

interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> };
}

interface Spec {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

export interface SentRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

/** Says of requests what the vendor's description does not know; `undefined` where no copy of it is at hand. */
export class ClioSpec {
  private readonly spec: Spec;

  private constructor(spec: Spec) {
    this.spec = spec;
  }

  static find(): ClioSpec | undefined {
    return existsSync(specFile) ? new ClioSpec(JSON.parse(readFileSync(specFile, 'utf8')) as Spec) : undefined;
  }

  static readonly place = 'a copy of Clio’s OpenAPI document beside the project, or at CASEBRIDGE_CLIO_SPEC';

  /** One line for each thing that real Clio would swallow. */
  complaints(request: SentRequest): string[] {
    const path = this.pathOf(request.path);
    const operation = path === undefined ? undefined : this.spec.paths[path]?.[request.method.toLowerCase()];
    const where = `${request.method} ${request.path}`;
    if (!operation) return [`${where}: no such operation`];
    const known = new Set((operation.parameters ?? []).filter((one) => one.in === 'query').map((one) => one.name));
    const names = Object.keys(request.query).map((name) => name.replace(/\[\d+\]$/, ''));
    const unknown = names.filter((name) => !known.has(name) && !known.has(`${name}[]`));
    const schema = operation.requestBody?.content?.['application/json']?.schema;
    return [
      ...unknown.map((name) => `${where}: unknown parameter ${name}`),
      ...(schema && request.body !== undefined && request.body !== null
        ? this.unknownKeys(schema, request.body, '').map((key) => `${where}: unknown key ${key}`)
        : []),
    ];
  }

  private pathOf(sent: string): string | undefined {
    const plain = `${sent.replace(/^\/api\/v4/, '').replace(/\.json$/, '')}.json`;
    const exact = Object.keys(this.spec.paths).find((path) => path === plain);
    return (
      exact ??
      Object.keys(this.spec.paths).find((path) =>
        new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{[^}]+\}/g, '\\d+')}$`).test(plain),
      )
    );
  }

  private unknownKeys(schema: Schema, value: unknown, at: string): string[] {
    if (Array.isArray(value))
      return value.flatMap((item, index) => this.unknownKeys(this.items(schema), item, `${at}[${index}]`));
    if (value === null || typeof value !== 'object') return [];
    const properties = this.properties(schema);
    return Object.entries(value).flatMap(([key, inner]) => {
      const property = properties[key];
      return property ? this.unknownKeys(property, inner, `${at}.${key}`) : [`${at}.${key}`];
    });
  }

  private items(schema: Schema): Schema {
    return this.variants(schema).find((one) => one.items)?.items ?? {};
  }

  private properties(schema: Schema): Record<string, Schema> {
    return Object.assign({}, ...this.variants(schema).map((one) => one.properties ?? {})) as Record<string, Schema>;
  }

  private variants(schema: Schema): Schema[] {
    const found =
      schema.$ref === undefined ? schema : (this.spec.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {});
    return [
      found,
      ...[...(found.allOf ?? []), ...(found.anyOf ?? []), ...(found.oneOf ?? [])].flatMap((one) => this.variants(one)),
    ];
  }
}

const known = ClioSpec.find();

/** Closes an emulator; fails when the plugin has sent it anything that real Clio would have swallowed. */
export async function closeChecked(emulator: ClioEmulator): Promise<void> {
  await emulator.close();
  const sent = emulator.log.filter((entry) => entry.host === 'api');
  const complaints = known
    ? sent.flatMap((entry) => known.complaints({ ...entry, query: Object.fromEntries(entry.query) }))
    : [];
  if (complaints.length > 0) throw new Error(`Clio would not have understood:\n${[...new Set(complaints)].join('\n')}`);
}
