import type { Row } from '../../contracts/objects/values.ts';
import type { Notice } from '../../contracts/ports/object-syncer.ts';
import { labelOf, type RowKind } from './row-kinds.ts';
import { blockOf, lineOf } from './text-forms.ts';

const emailForm = /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:"/]+\.[^\s@<>()[\]\\,;:"/.]+$/u;

/** Whether the text has the form of an e-mail address; says nothing about whether it exists. */
export function isEmail(text: string): boolean {
  return emailForm.test(text) && !text.includes('..');
}

export interface PreparedRows {
  readonly rows: readonly Row[];
  readonly notices: readonly Notice[];
}

/** Brings the rows of one repeated field into the form in which a contact can hold them. */
export function prepareRows(kind: RowKind, given: readonly Row[]): PreparedRows {
  const notices: Notice[] = [];
  const tell = (code: string, message: string) => notices.push({ field: kind.path, code, message });
  const mention = (code: string, message: string) => notices.push({ field: kind.path, code, message, harmless: true });
  const rows: Row[] = [];
  const seen = new Set<string>();
  for (const row of given) {
    const parts = cleanParts(kind, row);
    if (Object.keys(parts).length === 0) continue;
    const { label, lost } = labelOf(kind, row.label);
    const clean = { label, parts };
    const known = seen.has(kind.fold(clean));
    if (parts.address !== undefined && !isEmail(parts.address)) {
      tell('email-invalid', 'An entry is not an e-mail address and was left out.');
    } else if (known) {
      mention('row-repeated', 'An entry was given twice; it is kept once.');
    } else {
      if (lost) mention('label-replaced', 'Clio does not know the label of an entry; it is filed as "Other".');
      seen.add(kind.fold(clean));
      rows.push(clean);
    }
  }
  return { rows: withinLimit(kind, rows, tell), notices };
}

function cleanParts(kind: RowKind, row: Row): Record<string, string> {
  const parts = Object.keys(kind.parts).map((part) => {
    const text = row.parts[part] ?? '';
    return [part, part === 'street' ? blockOf(text) : lineOf(text)] as const;
  });
  return Object.fromEntries(parts.filter(([, text]) => text !== ''));
}

function withinLimit(
  kind: RowKind,
  rows: readonly Row[],
  tell: (code: string, message: string) => void,
): readonly Row[] {
  const { limit } = kind;
  if (limit === undefined || rows.length <= limit) return rows;
  const left = rows.slice(limit).map((row, index) => `${limit + index + 1} (${row.label})`);
  tell('row-limit', `Clio takes ${limit} entries; these were left out, counted in order: ${left.join(', ')}.`);
  return rows.slice(0, limit);
}
