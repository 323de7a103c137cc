import { badRequest } from './errors.ts';

/** The query of a request, read parameter by parameter. Parameters nobody reads do nothing. */
export class Query {
  readonly #params: URLSearchParams;

  constructor(params: URLSearchParams) {
    this.#params = params;
  }

  text(name: string): string | null {
    return this.#params.get(name);
  }

  all(name: string): string[] {
    return this.#params.getAll(name);
  }

  id(name: string): number | null {
    const value = this.text(name);
    if (value === null) return null;
    if (!/^\d+$/.test(value)) throw badRequest(`${name} is not an integer`);
    return Number(value);
  }

  ids(name: string): number[] {
    return this.all(name).map((value) => {
      if (!/^\d+$/.test(value)) throw badRequest(`${name} is not an integer`);
      return Number(value);
    });
  }

  flag(name: string): boolean | null {
    const value = this.text(name);
    if (value === null) return null;
    if (value !== 'true' && value !== 'false') throw badRequest(`${name} is not a boolean`);
    return value === 'true';
  }

  /** An ISO-8601 instant, in milliseconds. */
  instant(name: string): number | null {
    const value = this.text(name);
    if (value === null) return null;
    const at = /^\d{4}-\d{2}-\d{2}/.test(value) ? Date.parse(value) : Number.NaN;
    if (Number.isNaN(at)) throw badRequest(`${name} is not a timestamp`);
    return at;
  }

  /** Parameters written `name[key]=value`, as pairs of key and value. */
  keyed(name: string): [string, string][] {
    return [...this.#params].flatMap(([key, value]): [string, string][] => {
      const inner = key.startsWith(`${name}[`) && key.endsWith(']') ? key.slice(name.length + 1, -1) : '';
      return inner === '' ? [] : [[inner, value]];
    });
  }
}
