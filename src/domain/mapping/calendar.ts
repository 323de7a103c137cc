const dayForm = /^(\d{4})-(\d{2})-(\d{2})$/;
/** A time of day as it is kept: hours, minutes, and seconds where there are any. */
export const timeForm = /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/;

const instantForm = /^(\d{4}-\d{2}-\d{2})T.*(?:Z|[+-]\d{2}:\d{2})$/;

/** Whether a text is a day that exists: `2026-02-30` does not. */
export function isCalendarDate(text: string): boolean {
  const parts = dayForm.exec(text);
  if (!parts) return false;
  const [year = 0, month = 0, day = 0] = parts.slice(1).map(Number);
  const date = new Date(Date.UTC(2000, month - 1, day));
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/**
 * Whether a text is an instant of a day that exists, with its offset; what is finer than a thousandth of a second could not
 * be written down whole.
 */
export function isInstant(text: string): boolean {
  const day = instantForm.exec(text)?.[1];
  return day !== undefined && isCalendarDate(day) && !/\.\d{3}\d*[1-9]/.test(text) && !Number.isNaN(Date.parse(text));
}

/** A day stays the day it is; an instant becomes the day it falls on in the zone. Anything else has no day. */
export function dayOf(text: string, timeZone: string): string | undefined {
  if (dayForm.test(text)) return text;
  // Date.parse reads a time without an offset in the machine's zone, and 30 February as a day in March.
  if (!isInstant(text)) return undefined;
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    era: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(Date.parse(text));
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return part('era').startsWith('B') ? undefined : `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
}
