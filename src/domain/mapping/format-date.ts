import { DateTime } from 'luxon';
import { isCalendarDate, isInstant } from './calendar.ts';

const dayParts = new Set(['yyyy', 'MMMM', 'MMM', 'MM', 'M', 'dd', 'd', 'EEEE', 'EEE']);
const timeParts = new Set(['HH', 'H', 'hh', 'h', 'mm', 'ss', 'a']);
const signs = new Set([' ', ',', '.', '/', ':', '(', ')', '-']);

/** Why a date format cannot be used; `undefined` when it can. `hasTime`: the value is an instant, not a day. */
export function problemOfDateFormat(format: string, hasTime: boolean): string | undefined {
  // Letters of one kind belong together, as the formatter reads them: everything else would come out as nobody asked for.
  const parts = format.match(/([A-Za-z])\1*|[^A-Za-z]/g) ?? [];
  const isKnown = (part: string) => dayParts.has(part) || timeParts.has(part) || signs.has(part);
  if (parts.length === 0 || !parts.every(isKnown))
    return 'A date format is made of yyyy, MM, dd, MMM, MMMM, EEEE, HH, hh, mm, ss, a and signs.';
  return !hasTime && parts.some((part) => timeParts.has(part)) ? 'A date has no time of day to write.' : undefined;
}

/** Writes a day as it is, or an instant as the firm's clock showed it. `undefined` for what is neither. */
export function formatDate(value: string, format: string, timeZone: string): string | undefined {
  const moment = momentOf(value, timeZone);
  return moment?.isValid ? moment.toFormat(format) : undefined;
}

// A day is written in UTC from end to end, so that no zone can move it.
function momentOf(value: string, timeZone: string): DateTime | undefined {
  if (isCalendarDate(value)) return DateTime.fromISO(value, { zone: 'utc', locale: 'en-US' });
  return isInstant(value) ? DateTime.fromISO(value, { zone: timeZone, locale: 'en-US' }) : undefined;
}

/** An instant as date and time of the firm's clock; seconds and their parts only where there are any. */
export function instantAsText(value: string, timeZone: string): string | undefined {
  return isInstant(value) ? formatDate(value, `yyyy-MM-dd HH:mm${finer(value, timeZone)}`, timeZone) : undefined;
}

/** The time of day that the firm's clock showed. */
export function timeInZone(value: string, timeZone: string): string | undefined {
  return isInstant(value) ? formatDate(value, `HH:mm${finer(value, timeZone)}`, timeZone) : undefined;
}

/** By the clock of the zone: before zones were whole, its seconds were others than those of Greenwich. */
function finer(value: string, timeZone: string): string {
  const moment = momentOf(value, timeZone);
  if (moment?.millisecond !== 0) return ':ss.SSS';
  return moment.second === 0 ? '' : ':ss';
}
