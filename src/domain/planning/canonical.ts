import type { Draft } from '../../../contracts/objects/target.ts';
import type { FieldValue, Row } from '../../../contracts/objects/values.ts';
import type { Desired } from './desired.ts';

/** Raised whenever the text below changes its form: every link is then compared anew instead of being trusted. */
export const canonicalVersion = 1;

/** Hash of a text with the firm's key. */
export type Hash = (text: string) => string;

export function isBlank(value: FieldValue | undefined): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

/** One text per value, the same for what a person would call the same. Blank in all its forms is one value. */
export function canonicalValue(value: FieldValue | undefined): string {
  if (isBlank(value)) return 'blank';
  if (typeof value === 'string') return `text ${value.normalize('NFC').replace(/\r\n?/g, '\n')}`;
  return JSON.stringify(value);
}

export function canonicalParts(row: Row): string {
  const parts = Object.entries(row.parts).filter(([, value]) => value !== '');
  return JSON.stringify(
    parts.map(([name, value]) => [name, value.normalize('NFC')]).toSorted(([a = ''], [b = '']) => compare(a, b)),
  );
}

export function canonicalRow(row: Row): string {
  return JSON.stringify([row.label ?? '', canonicalParts(row)]);
}

function canonicalDraft(draft: Draft): unknown {
  const byPath = <Value>(record: Readonly<Record<string, Value>>) =>
    Object.entries(record).toSorted(([a], [b]) => compare(a, b));
  return [
    byPath(draft.fields).map(([path, value]) => [path, canonicalValue(value)]),
    byPath(draft.rows).map(([path, rows]) => [path, rows.map(canonicalRow)]),
  ];
}

/** What a link remembers of the whole projection: while it stays the same, nothing needs to be read or sent. */
export function fingerprintOf(draft: Draft, document: Desired['document'], hash: Hash): string {
  return hash(
    JSON.stringify([
      canonicalVersion,
      canonicalDraft(draft),
      document ? [document.sha256 ?? null, document.size] : null,
    ]),
  );
}

/** What a link remembers of the source: the draft, and what it refers to by the source's ids. The bytes are kept apart. */
export function sourceHashOf({ draft, references }: Desired, hash: Hash): string {
  const named = Object.entries(references).toSorted(([a], [b]) => compare(a, b));
  const ids = named.map(([path, { kind, sourceId }]) => [path, kind, sourceId]);
  return hash(JSON.stringify([canonicalVersion, canonicalDraft(draft), ids]));
}

// Not localeCompare: the order must be the same on every machine.
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
