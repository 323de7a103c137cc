import type { Rejection } from '../../contracts/outcomes.ts';

/** What an error body says. */
export interface Problem {
  /** The vendor's name of the error, such as `UploadTimeoutError`. */
  readonly type?: string;
  /** May carry the record's values; not for logs or pages. */
  readonly text: string;
}

/** Reads an error body of any form: an object `error`, a string `error`, `message`, `errors`, or no JSON at all. */
export function readProblem(body: unknown): Problem {
  if (typeof body === 'string') return { text: /^\s*</.test(body) ? '' : body };
  if (!isObject(body)) return { text: '' };
  const { error } = body;
  if (isObject(error)) return { ...typed(error.type), text: firstText(error.message, error.description) };
  const text = firstText(body.error_description, body.message, body.errors, error);
  return { ...typed(typeof error === 'string' ? error : body.type), text };
}

function typed(type: unknown): { readonly type?: string } {
  return typeof type === 'string' && type !== '' ? { type } : {};
}

function firstText(...candidates: readonly unknown[]): string {
  for (const candidate of candidates) {
    if (typeof candidate === 'string' && candidate !== '') return candidate;
    if (Array.isArray(candidate))
      return candidate.map((entry) => firstText(entry, isObject(entry) ? entry.message : '')).join('; ');
  }
  return '';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const longestMessage = 160;

/**
 * A refusal's text without the record's values, which the vendor may echo: what was sent, quoted passages, addresses
 * and longer numbers are cut out.
 */
export function withoutValues(text: string, sent: readonly string[]): string {
  const values = sent.filter((value) => value.trim().length > 2).toSorted((a, b) => b.length - a.length);
  const cut = values.reduce((left, value) => left.replaceAll(value, '…'), text);
  const plain = cut
    .replace(/"[^"]*"|“[^”]*”|(?<=\s)'[^']*'/g, '…')
    .replace(/\S+@\S+/g, '…')
    .replace(/\d[\d\s().-]{3,}/g, '… ')
    .replace(/[<>]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return plain.length > longestMessage ? `${plain.slice(0, longestMessage)}…` : plain;
}

/** Which of the fields that were sent the text names; each comes with the words by which it may be called. */
function namedFields(text: string, sent: ReadonlyMap<string, readonly string[]>): string[] {
  const said = ` ${plainWords(text)} `;
  return [...sent]
    .filter(([, names]) => names.some((name) => said.includes(` ${plainWords(name)} `)))
    .map(([path]) => path);
}

function plainWords(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const codes: Readonly<Record<number, Rejection['code']>> = {
  403: 'forbidden',
  404: 'absent',
  409: 'locked',
  412: 'stale',
  423: 'locked',
};

const openings: Readonly<Record<Rejection['code'], string>> = {
  invalid: 'Clio does not accept it',
  stale: 'The record changed in Clio since it was read',
  absent: 'Clio has no such record, or hides it from this user',
  forbidden: 'This user or this app may not do that in Clio',
  locked: 'Clio takes no change of this record now',
};

/** What was sent, for reading a refusal: its texts, and its fields with the names by which Clio calls them. */
export interface Sent {
  readonly values: readonly string[];
  readonly fields: ReadonlyMap<string, readonly string[]>;
}

export const nothingSent: Sent = { values: [], fields: new Map() };

/** A write that was certainly not done, by its status (4xx). */
export function rejectionOf(status: number, problem: Problem, sent: Sent): Rejection {
  const code = codes[status] ?? (/locked/i.test(`${problem.type ?? ''} ${problem.text}`) ? 'locked' : 'invalid');
  const said = withoutValues(problem.text, sent.values);
  const message = said === '' ? `${openings[code]}.` : `${openings[code]}: ${said}`;
  return { code, message, fields: code === 'invalid' ? namedFields(problem.text, sent.fields) : [] };
}
