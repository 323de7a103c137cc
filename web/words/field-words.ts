/** `custom:12` and `open_date` as a person reads them, where no catalogue gives a label. */
export function fieldWords(path: string): string {
  const words = path
    .replace(/^custom:/, '')
    .replaceAll(/[_-]+/g, ' ')
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

type Parts = Readonly<Record<string, unknown>>;

function isParts(value: unknown): value is Parts {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An e-mail, a phone, an address: its parts, with the label in brackets. */
function rowWords(row: Parts): string {
  const { label, parts } = row;
  const said = isParts(parts) ? Object.values(parts).filter((part) => part !== '') : [];
  const text = said.map(String).join(', ');
  return typeof label === 'string' ? `${text} (${label})` : text;
}

const stepWords: Readonly<Record<string, string>> = { add: 'add', change: 'change to', remove: 'remove' };

function stepInWords({ step, row }: Parts): string {
  const what = isParts(row) ? ` ${rowWords(row)}` : ' one';
  return `${stepWords[String(step)] ?? String(step)}${what}`;
}

function partsWords(value: Parts): string {
  if ('step' in value) return stepInWords(value);
  if ('parts' in value) return rowWords(value);
  return Object.values(value).map(valueWords).join(', ');
}

/** Any value of a field or its rows in words; a dash for none. */
export function valueWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–';
  if (Array.isArray(value)) return value.length === 0 ? '–' : value.map(valueWords).join('; ');
  if (isParts(value)) return partsWords(value);
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
}
