/** Whether the text is a day that exists, `YYYY-MM-DD`. */
export function isCalendarDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined || year === 0) return false;
  // Dates before the year 100 are read as 19xx by the constructor; setting the year is not.
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** The day of a date that the vendor may have answered as an instant. It is never moved to another zone. */
export function dayOf(value: string | null | undefined): string | null {
  if (!value) return null;
  return /^\d{4}-\d{2}-\d{2}/.exec(value)?.[0] ?? value;
}

/** An instant in UTC from the vendor's text with the user's offset. */
export function instantOf(value: string | null | undefined): string | undefined {
  const ms = value ? Date.parse(value) : Number.NaN;
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

const overlapMs = 5 * 60_000;

/** Where a search for what was created since `notBefore` must begin: our clock may be ahead of the vendor's. */
export function withOverlap(notBefore: string): string {
  return new Date(Date.parse(notBefore) - overlapMs).toISOString();
}

/** Whether a record was created since `notBefore`; one without a time may have been. */
export function isSince(createdAt: string | undefined, notBefore: string): boolean {
  return createdAt === undefined || Date.parse(createdAt) >= Date.parse(notBefore) - overlapMs;
}
