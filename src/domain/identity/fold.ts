/** Case, accents and spaces do not tell people apart. */
export function fold(text: string | null | undefined): string {
  return (
    (text ?? '')
      .normalize('NFKD')
      .replace(/\p{Diacritic}/gu, '')
      // Up first: a shouted ß is SS.
      .toUpperCase()
      .toLowerCase()
      .replace(/\s+/g, ' ')
      .trim()
  );
}

/** E-mail addresses are compared lower-cased. */
export function foldEmail(address: string | null | undefined): string {
  return (address ?? '').trim().toLowerCase();
}

/**
 * Phones are compared by their digits. A leading 1 or + before ten digits is the North American country code, which
 * people leave out as often as they write it.
 */
export function foldPhone(number: string | null | undefined): string {
  const digits = (number ?? '').replace(/\D/g, '');
  return digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits;
}
