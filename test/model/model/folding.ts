/** Case, accents and spaces do not tell people apart. */
export const foldText = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();

export const digits = (text: string): string => text.replace(/\D/g, '');

/** What makes two rows of a field the same row. */
export const foldRow = (field: string, text: string): string => {
  if (field === 'phones') return digits(text);
  return foldText(text);
};

/** The parts of a row as one text, in the order of their names. */
export const rowText = (parts: Readonly<Record<string, string>>): string =>
  Object.keys(parts)
    .toSorted()
    .map((key) => parts[key])
    .join(' | ');
