import { invalid } from './errors.ts';

/** The `data` object of a request. Keys nobody reads are dropped without a word, as the service does. */
export type Data = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A text of the body: undefined when the key is absent, null when it is null. Numbers are taken as their digits. */
export function textIn(data: Data, key: string): string | null | undefined {
  const value = data[key];
  if (value === undefined || value === null) return value;
  if (typeof value === 'string') return value.trim();
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw invalid(`${key} is invalid`);
}

/** A text of the body kept to the letter. */
export function rawTextIn(data: Data, key: string): string | null | undefined {
  const value = data[key];
  return typeof value === 'string' ? value : textIn(data, key);
}

export function flagIn(data: Data, key: string): boolean | undefined {
  const value = data[key];
  if (value === undefined || value === null) return undefined;
  if (value === true || value === 'true') return true;
  if (value === false || value === 'false') return false;
  throw invalid(`${key} must be true or false`);
}

/** A calendar day of the body, `YYYY-MM-DD`. */
export function dayIn(data: Data, key: string): string | null | undefined {
  const value = textIn(data, key);
  if (value === undefined || value === null || value === '') return value === '' ? null : value;
  if (!isDay(value)) throw invalid(`${key} is not a valid date`);
  return value;
}

export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

export function oneOf<const T extends string>(data: Data, key: string, allowed: readonly T[]): T | undefined {
  const value = data[key];
  if (value === undefined || value === null) return undefined;
  const known = allowed.find((candidate) => candidate === value);
  if (known === undefined) throw invalid(`${key} must be one of ${JSON.stringify(allowed)}`);
  return known;
}

/** The id inside `{ "id": … }`: undefined when the key is absent, null when the id is null. */
export function idIn(data: Data, key: string): number | null | undefined {
  const value = data[key];
  if (value === undefined) return undefined;
  if (!isObject(value)) throw invalid(`${key} is invalid`);
  const id = value['id'];
  if (id === null || id === undefined || id === 'null') return null;
  return wholeNumber(id, `${key}.id`);
}

export function wholeNumber(value: unknown, name: string): number {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isSafeInteger(number)) throw invalid(`${name} is invalid`);
  return number;
}

export function objectIn(data: Data, key: string): Data | undefined {
  const value = data[key];
  if (value === undefined || value === null) return undefined;
  if (!isObject(value)) throw invalid(`${key} is invalid`);
  return value;
}

/** A list of objects of the body; an absent key is an empty list. */
export function listIn(data: Data, key: string): readonly Data[] {
  const value = data[key];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value) || !value.every(isObject)) throw invalid(`${key} is invalid`);
  return value;
}

export const isDestroyed = (data: Data): boolean => data['_destroy'] === true || data['_destroy'] === 'true';
