import type { FieldValue } from '../../contracts/objects/values.ts';

/** One line of text as Clio can hold it: no control characters, no line breaks, single spaces. */
export function lineOf(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}

/** Text of several lines: `\n` between them, no other control characters, nothing around. */
export function blockOf(text: string): string {
  const lines = text.toWellFormed().normalize('NFC').replace(/\r\n?/g, '\n');
  return lines
    .replace(/(?![\n\t])\p{Cc}/gu, '')
    .replace(/[^\S\n]+$/gm, '')
    .trim();
}

/** What the vendor answered for a text; its empty text is blank. */
export function textOrNull(value: string | null | undefined): string | null {
  return value === undefined || value === null || value === '' ? null : value;
}

/** Whether two values are the same to a person: blank is blank, and spaces at line ends do not count. */
export function sameText(a: FieldValue | undefined, b: FieldValue | undefined): boolean {
  return comparable(a) === comparable(b);
}

/** As `sameText`, where the vendor may also have joined the lines. */
export function sameLine(a: FieldValue | undefined, b: FieldValue | undefined): boolean {
  return lineOf(comparable(a)) === lineOf(comparable(b));
}

function comparable(value: FieldValue | undefined): string {
  if (value === undefined || value === null) return '';
  return blockOf(Array.isArray(value) ? value.join(', ') : String(value));
}

/** For telling names apart: without case, accents and double spaces. */
export function folded(text: string | null | undefined): string {
  return lineOf((text ?? '').normalize('NFKD').replace(/\p{Diacritic}/gu, '')).toLowerCase();
}
